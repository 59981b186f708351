namespace Spaxiom.Graph;

/// <content>Accumulate: all items of all batches, folded into one result.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// All items of all batches so far, folded into one result. Broadcasts whenever its source does, also on an empty
    /// batch.
    /// </summary>
    /// <remarks>
    /// Before the source has a value, <see cref="Node{T}.Value"/> is the seed and <see cref="Node{T}.HasValue"/> false.
    /// Keeps the result only.
    /// </remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="seed">What the first item is folded into.</param>
    /// <param name="fold">Makes the new result of the one so far and an item; called once an item, in order.</param>
    public static Node<TResult> Accumulate<T, TResult>(
        this Node<ReadOnlyMemory<T>> source, TResult seed, Func<TResult, T, TResult> fold) =>
        ExecutorOf(source).Add(new AccumulateNode<T, TResult>(source, seed, Guard.NotNull(fold)));
}

/// <summary>The node of <see cref="NodeExtensions.Accumulate"/>.</summary>
internal sealed class AccumulateNode<T, TResult> : OperatorNode<ReadOnlyMemory<T>, TResult>
{
    private readonly Func<TResult, T, TResult> _fold;
    private Kept<TResult> _kept;

    internal AccumulateNode(Node<ReadOnlyMemory<T>> source, TResult seed, Func<TResult, T, TResult> fold)
        : base(source) => (_fold, State) = (fold, seed);

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        TResult result = State;
        foreach (T item in Source.Value.Span) result = _fold(result, item);
        State = _kept.Take(result, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Scratch(_kept);
    }
}
