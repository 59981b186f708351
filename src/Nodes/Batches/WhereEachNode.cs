namespace Spaxiom.Graph;

/// <content>WhereEach: the items of each batch that pass a test.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="WhereEachNode{T}"/>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="predicate">Whether an item passes; called once an item.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<ReadOnlyMemory<T>> WhereEach<T>(
        this Node<ReadOnlyMemory<T>> source, Func<T, bool> predicate, string? name = null) =>
        ExecutorOf(source).Add(new WhereEachNode<T>(source, predicate) { Name = name });

    /// <inheritdoc cref="WhereEach{T}(Node{ReadOnlyMemory{T}}, Func{T, bool}, string?)"/>
    public static Node<ReadOnlyMemory<T>> WhereEach<T>(
        this Node<IReadOnlyList<T>> source, Func<T, bool> predicate, string? name = null) =>
        ExecutorOf(source).Add(new WhereEachNode<T>(source, predicate) { Name = name });
}

/// <summary>
/// The items of each batch that pass a test, in the batch's order. Broadcasts whenever its source does and at least one
/// item passes.
/// </summary>
/// <remarks>
/// Has no value before the first item passes. Keeps its newest batch, valid until it broadcasts again, in buffers that
/// grow to the largest one.
/// </remarks>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class WhereEachNode<T> : Node<ReadOnlyMemory<T>>
{
    private readonly Func<T, bool> _predicate;
    private BatchSource<T> _source;
    private BatchBuffer<T> _batch = new();

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="predicate">Whether an item passes; called once an item.</param>
    public WhereEachNode(Node<ReadOnlyMemory<T>> source, Func<T, bool> predicate)
        : this(new BatchSource<T>(source), predicate)
    {
    }

    /// <inheritdoc cref="WhereEachNode{T}(Node{ReadOnlyMemory{T}}, Func{T, bool})"/>
    public WhereEachNode(Node<IReadOnlyList<T>> source, Func<T, bool> predicate)
        : this(new BatchSource<T>(source), predicate)
    {
    }

    private WhereEachNode(BatchSource<T> source, Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        (_source, _predicate) = (source, predicate);
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
        _batch.Clear();
        foreach (T item in items)
        {
            if (_predicate(item)) _batch.Add(item);
        }

        if (_batch.Count == 0) return Control.Unchanged;
        State = _batch.Publish();
        return Control.Broadcast;
    }
}
