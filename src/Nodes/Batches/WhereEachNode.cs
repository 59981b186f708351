namespace Spaxiom.Graph;

/// <content>WhereEach: the items of each batch that pass a test.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The items of each batch that pass a test, in the batch's order. Broadcasts whenever its source does and at least
    /// one item passes.
    /// </summary>
    /// <remarks>
    /// Has no value before the first item passes. Keeps its newest batch, valid until it broadcasts again, in buffers
    /// that grow to the largest one.
    /// </remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="predicate">Whether an item passes; called once an item.</param>
    public static Node<ReadOnlyMemory<T>> WhereEach<T>(
        this Node<ReadOnlyMemory<T>> source, Func<T, bool> predicate) =>
        ExecutorOf(source).Add(new WhereEachNode<T>(source, Guard.NotNull(predicate)));
}

/// <summary>The node of <see cref="NodeExtensions.WhereEach"/>.</summary>
internal sealed class WhereEachNode<T>(Node<ReadOnlyMemory<T>> source, Func<T, bool> predicate)
    : OperatorNode<ReadOnlyMemory<T>, ReadOnlyMemory<T>>(source)
{
    private readonly Func<T, bool> _predicate = predicate;
    private BatchBuffer<T> _batch = new();

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        _batch.Clear();
        foreach (T item in Source.Value.Span)
        {
            if (_predicate(item)) _batch.Add(item);
        }

        if (_batch.Count == 0) return Control.Unchanged;
        State = _batch.Publish(context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Part(ref _batch);
    }
}
