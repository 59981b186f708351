namespace Spaxiom.Graph;

/// <content>DistinctBy: one item a key in each batch.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The first item of each key in each batch, in the batch's order. Broadcasts whenever its source does with a batch
    /// that is not empty, and not on an empty one.
    /// </summary>
    /// <remarks>
    /// Has no value before the first batch that is not empty. Keeps its newest batch, valid until it broadcasts again,
    /// in buffers that grow to the largest batch; of the keys it keeps nothing from one batch to the next.
    /// </remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="keySelector">
    /// Says what must not repeat within a batch; called once an item. The key may be null.
    /// </param>
    /// <param name="comparer">When two keys are equal; the type's own equality by default.</param>
    public static Node<ReadOnlyMemory<T>> DistinctBy<T, TKey>(
        this Node<ReadOnlyMemory<T>> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null) =>
        ExecutorOf(source).Add(new DistinctByNode<T, TKey>(source, Guard.NotNull(keySelector), comparer));
}

/// <summary>The node of <see cref="NodeExtensions.DistinctBy"/>.</summary>
internal sealed class DistinctByNode<T, TKey>(
    Node<ReadOnlyMemory<T>> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer)
    : OperatorNode<ReadOnlyMemory<T>, ReadOnlyMemory<T>>(source)
{
    private readonly Func<T, TKey> _keySelector = keySelector;
    private readonly HashSet<TKey> _seen = new(comparer); // empty between runs, unless the selector has thrown
    private BatchBuffer<T> _batch = new();

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        _seen.Clear();
        _batch.Clear();
        foreach (T item in Source.Value.Span)
        {
            if (_seen.Add(_keySelector(item))) _batch.Add(item);
        }

        _seen.Clear();
        if (_batch.Count == 0) return Control.Unchanged;
        State = _batch.Publish(context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Scratch(_seen);
        state.Part(ref _batch);
    }
}
