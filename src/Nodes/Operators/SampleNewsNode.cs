namespace Spaxiom.Graph;

/// <content>SampleNews: a trigger says when the source is read, if it has brought anything.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The value its source had when the trigger last broadcast, without repeats: broadcasts when the trigger does and
    /// the source has brought a value, also an equal one, since it was last read. A source that broadcasts in the
    /// trigger's cycle is read with its new value.
    /// </summary>
    /// <remarks>
    /// Has no value before both have one: a trigger that comes earlier has no effect. Keeps the newest value read. It
    /// is <c>Sample</c> of Rx with a sampler, and <c>ThrottleLast</c> of R3; <c>Sample</c> here reads also what it has
    /// read before.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TTrigger">The type of the trigger's value, which is not read.</typeparam>
    /// <param name="source">What is read.</param>
    /// <param name="trigger">When it is read.</param>
    public static Node<T> SampleNews<T, TTrigger>(this Node<T> source, Node<TTrigger> trigger) =>
        ExecutorOf(source).Add(new SampleNewsNode<T, TTrigger>(source, Guard.NotNull(trigger)));
}

/// <summary>The node of <see cref="NodeExtensions.SampleNews"/>. What it takes is the trigger's value.</summary>
internal sealed class SampleNewsNode<T, TTrigger> : OperatorNode<TTrigger, T>
{
    private readonly Node<T> _sampled;
    private Kept<T> _kept;
    private long _read = HasNothing; // the epoch of the value last read

    internal SampleNewsNode(Node<T> sampled, Node<TTrigger> trigger)
        : base(trigger)
    {
        _sampled = sampled;
        ObserverOf(sampled);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context) || _sampled.MutatedEpoch == _read) return Control.Unchanged;
        _read = _sampled.MutatedEpoch;
        State = _kept.Take(_sampled.Value, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Field(ref _read);
        state.Scratch(_kept);
    }
}
