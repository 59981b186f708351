namespace Spaxiom.Graph;

/// <content>DistinctBy: one item a key in each batch.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="DistinctByNode{T, TKey}"/>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="keySelector">
    /// Says what must not repeat within a batch; called once an item. The key may be null.
    /// </param>
    /// <param name="comparer">When two keys are equal; the type's own equality by default.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<ReadOnlyMemory<T>> DistinctBy<T, TKey>(
        this Node<ReadOnlyMemory<T>> source,
        Func<T, TKey> keySelector,
        IEqualityComparer<TKey>? comparer = null,
        string? name = null) =>
        ExecutorOf(source).Add(new DistinctByNode<T, TKey>(source, keySelector, comparer) { Name = name });

    /// <inheritdoc cref="DistinctByNode{T, TKey}"/>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="keySelector">
    /// Says what must not repeat within a batch; called once an item. The key may be null.
    /// </param>
    /// <param name="comparer">When two keys are equal; the type's own equality by default.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<ReadOnlyMemory<T>> DistinctBy<T, TKey>(
        this Node<IReadOnlyList<T>> source,
        Func<T, TKey> keySelector,
        IEqualityComparer<TKey>? comparer = null,
        string? name = null) =>
        ExecutorOf(source).Add(new DistinctByNode<T, TKey>(source, keySelector, comparer) { Name = name });
}

/// <summary>
/// The first item of each key in each batch, in the batch's order. Broadcasts whenever its source does with a batch
/// that is not empty, and not on an empty one.
/// </summary>
/// <remarks>
/// Has no value before the first batch that is not empty. Keeps its newest batch, valid until it broadcasts again, in
/// buffers that grow to the largest batch; of the keys it keeps nothing from one batch to the next.
/// </remarks>
/// <typeparam name="T">The type of the items.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public sealed class DistinctByNode<T, TKey> : Node<ReadOnlyMemory<T>>
{
    private readonly Func<T, TKey> _keySelector;
    private readonly HashSet<TKey> _seen; // empty between runs, unless the selector has thrown
    private BatchSource<T> _source;
    private BatchBuffer<T> _batch = new();

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="keySelector">
    /// Says what must not repeat within a batch; called once an item. The key may be null.
    /// </param>
    /// <param name="comparer">When two keys are equal; the type's own equality by default.</param>
    public DistinctByNode(
        Node<ReadOnlyMemory<T>> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
        : this(new BatchSource<T>(source), keySelector, comparer)
    {
    }

    /// <inheritdoc cref="DistinctByNode{T, TKey}(Node{ReadOnlyMemory{T}}, Func{T, TKey}, IEqualityComparer{TKey}?)"/>
    public DistinctByNode(
        Node<IReadOnlyList<T>> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
        : this(new BatchSource<T>(source), keySelector, comparer)
    {
    }

    private DistinctByNode(BatchSource<T> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer)
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        (_source, _keySelector, _seen) = (source, keySelector, new HashSet<TKey>(comparer));
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
        _seen.Clear();
        _batch.Clear();
        foreach (T item in items)
        {
            if (_seen.Add(_keySelector(item))) _batch.Add(item);
        }

        _seen.Clear();
        if (_batch.Count == 0) return Control.Unchanged;
        State = _batch.Publish();
        return Control.Broadcast;
    }
}
