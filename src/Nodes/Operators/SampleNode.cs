namespace Spaxiom.Graph;

/// <content>Sample: a trigger says when the source is read.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The value its source had when the trigger last broadcast: broadcasts whenever the trigger does, also an equal
    /// value, and never because of the source. A source that broadcasts in the trigger's cycle is read with its new
    /// value.
    /// </summary>
    /// <remarks>
    /// Has no value before both have one: a trigger that comes earlier has no effect. Keeps the newest value read.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TTrigger">The type of the trigger's value, which is not read.</typeparam>
    /// <param name="source">What is read.</param>
    /// <param name="trigger">When it is read.</param>
    public static Node<T> Sample<T, TTrigger>(this Node<T> source, Node<TTrigger> trigger) =>
        ExecutorOf(source).Add(new SampleNode<T, TTrigger>(source, Guard.NotNull(trigger)));
}

/// <summary>
/// The node of <see cref="NodeExtensions.Sample"/>. What it takes is the trigger's value; the source may get its own in
/// the first cycle, and would not wake it then.
/// </summary>
internal sealed class SampleNode<T, TTrigger> : OperatorNode<TTrigger, T>
{
    private readonly Node<T> _sampled;
    private Kept<T> _kept;

    internal SampleNode(Node<T> sampled, Node<TTrigger> trigger)
        : base(trigger)
    {
        _sampled = sampled;
        ObserverOf(sampled);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context) || !_sampled.HasValue) return Control.Unchanged;
        State = _kept.Take(_sampled.Value, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Scratch(_kept);
    }
}
