namespace Spaxiom.Graph;

/// <content>Accumulate: all items of all batches, folded into one result.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="AccumulateNode{T, TResult}"/>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="seed">What the first item is folded into.</param>
    /// <param name="fold">Makes the new result of the one so far and an item; called once an item, in order.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<TResult> Accumulate<T, TResult>(
        this Node<ReadOnlyMemory<T>> source,
        TResult seed,
        Func<TResult, T, TResult> fold,
        string? name = null) =>
        ExecutorOf(source).Add(new AccumulateNode<T, TResult>(source, seed, fold) { Name = name });

    /// <inheritdoc cref="AccumulateNode{T, TResult}"/>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="seed">What the first item is folded into.</param>
    /// <param name="fold">Makes the new result of the one so far and an item; called once an item, in order.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<TResult> Accumulate<T, TResult>(
        this Node<IReadOnlyList<T>> source,
        TResult seed,
        Func<TResult, T, TResult> fold,
        string? name = null) =>
        ExecutorOf(source).Add(new AccumulateNode<T, TResult>(source, seed, fold) { Name = name });
}

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
public sealed class AccumulateNode<T, TResult> : Node<TResult>
{
    private readonly Func<TResult, T, TResult> _fold;
    private BatchSource<T> _source;

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="seed">What the first item is folded into.</param>
    /// <param name="fold">Makes the new result of the one so far and an item; called once an item, in order.</param>
    public AccumulateNode(Node<ReadOnlyMemory<T>> source, TResult seed, Func<TResult, T, TResult> fold)
        : this(new BatchSource<T>(source), seed, fold)
    {
    }

    /// <inheritdoc cref="AccumulateNode{T, TResult}(Node{ReadOnlyMemory{T}}, TResult, Func{TResult, T, TResult})"/>
    public AccumulateNode(Node<IReadOnlyList<T>> source, TResult seed, Func<TResult, T, TResult> fold)
        : this(new BatchSource<T>(source), seed, fold)
    {
    }

    private AccumulateNode(BatchSource<T> source, TResult seed, Func<TResult, T, TResult> fold)
    {
        ArgumentNullException.ThrowIfNull(fold);
        (_source, _fold, State) = (source, fold, seed);
        TriggeredBy(source.Node);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (_source.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!_source.TryTake(in context, out ReadOnlySpan<T> items)) return Control.Unchanged;
        TResult result = State;
        foreach (T item in items) result = _fold(result, item);
        State = result;
        return Control.Broadcast;
    }
}
