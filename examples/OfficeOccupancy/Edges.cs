namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>The changes of a condition as events, each with its exact instant. No value before the first.</summary>
internal sealed class Edges : Node<Timestamped<OfficeEvent>>
{
    private readonly Node<bool> _condition;
    private readonly OfficeEvent _rising, _falling;

    /// <summary>Watches a condition that broadcasts on change only.</summary>
    public Edges(Node<bool> condition, OfficeEvent rising, OfficeEvent falling)
    {
        (_condition, _rising, _falling) = (condition, rising, falling);
        TriggeredBy(condition);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        State = new Timestamped<OfficeEvent>(context.Now, _condition.Value ? _rising : _falling);
        return Control.Broadcast;
    }
}
