namespace Spaxiom.Graph;

/// <summary>Joins two conditions. Broadcasts its first value, whatever it is, and then only changes.</summary>
internal abstract class GateNode(Node<bool> first, Node<bool> second) : JoinNode<bool>(first, second)
{
    private readonly Node<bool> _first = first;
    private readonly Node<bool> _second = second;

    private protected sealed override bool CanBegin => _first.HasValue && _second.HasValue;

    /// <inheritdoc/>
    protected sealed override Control OnCycle(in CycleContext context)
    {
        if (!CanBegin) return Control.Unchanged;
        bool next = Join(_first.Value, _second.Value);
        if (HasValue && next == State) return Control.Unchanged;
        State = next;
        return Control.Broadcast;
    }

    /// <summary>What the gate makes of its sources' values.</summary>
    private protected abstract bool Join(bool first, bool second);
}
