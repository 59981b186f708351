namespace Spaxiom.Graph;

/// <content>WithLatestFrom: a source is read together with another that does not wake it.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// A function of each value of its source and the newest one of another node. Broadcasts whenever the source does,
    /// and never because of the other one. If both broadcast in one cycle, the other is read with its new value.
    /// </summary>
    /// <remarks>
    /// Has no value before both have one: what the source brings earlier has no effect. Keeps the newest result only.
    /// It is <c>WithLatestFrom</c> of Rx and R3, where the order of subscription decides about values of one moment.
    /// </remarks>
    /// <typeparam name="TSource">The type of the source's value.</typeparam>
    /// <typeparam name="TOther">The type of the other one's value.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="source">Whose values are combined, one by one.</param>
    /// <param name="other">What is read along.</param>
    /// <param name="combine">The result of the two values.</param>
    public static Node<TResult> WithLatestFrom<TSource, TOther, TResult>(
        this Node<TSource> source, Node<TOther> other, Func<TSource, TOther, TResult> combine) =>
        ExecutorOf(source).Add(new WithLatestFromNode<TSource, TOther, TResult>(
            source, Guard.NotNull(other), Guard.NotNull(combine)));
}

/// <summary>The node of <see cref="NodeExtensions.WithLatestFrom"/>.</summary>
internal sealed class WithLatestFromNode<TSource, TOther, TResult> : OperatorNode<TSource, TResult>
{
    private readonly Node<TOther> _other;
    private readonly Func<TSource, TOther, TResult> _combine;
    private Kept<TResult> _kept;

    internal WithLatestFromNode(Node<TSource> source, Node<TOther> other, Func<TSource, TOther, TResult> combine)
        : base(source)
    {
        (_other, _combine) = (other, combine);
        ObserverOf(other);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context) || !_other.HasValue) return Control.Unchanged;
        State = _kept.Take(_combine(Source.Value, _other.Value), context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Scratch(_kept);
    }
}
