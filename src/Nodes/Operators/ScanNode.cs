namespace Spaxiom.Graph;

/// <content>Scan: a running fold.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// A running fold over the values of its source: a sum, a count, a maximum. Broadcasts whenever the source does. A
    /// value that the source has when this is added is the first to be folded.
    /// </summary>
    /// <remarks>
    /// Before the source has a value, <see cref="Node{T}.Value"/> is the seed and <see cref="Node{T}.HasValue"/> false.
    /// Keeps the result only.
    /// </remarks>
    /// <typeparam name="TSource">The type of the source's value.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="seed">What the first value is folded into.</param>
    /// <param name="fold">Makes the new result of the one so far and the source's value.</param>
    public static Node<TResult> Scan<TSource, TResult>(
        this Node<TSource> source, TResult seed, Func<TResult, TSource, TResult> fold) =>
        ExecutorOf(source).Add(new ScanNode<TSource, TResult>(source, seed, Guard.NotNull(fold)));
}

/// <summary>The node of <see cref="NodeExtensions.Scan"/>.</summary>
internal sealed class ScanNode<TSource, TResult> : OperatorNode<TSource, TResult>
{
    private readonly Func<TResult, TSource, TResult> _fold;
    private Kept<TResult> _kept;

    internal ScanNode(Node<TSource> source, TResult seed, Func<TResult, TSource, TResult> fold)
        : base(source) => (_fold, State) = (fold, seed);

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        State = _kept.Take(_fold(State, Source.Value), context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Scratch(_kept);
    }
}
