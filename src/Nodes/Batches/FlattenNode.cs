using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <content>Flatten: batches become single values.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="FlattenNode{T}"/>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="capacity">How many items can wait, from 1; default 1,000,000.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<T> Flatten<T>(
        this Node<ReadOnlyMemory<T>> source, int capacity = FlattenNode<T>.DefaultCapacity, string? name = null) =>
        ExecutorOf(source).Add(new FlattenNode<T>(source, capacity) { Name = name });

    /// <inheritdoc cref="Flatten{T}(Node{ReadOnlyMemory{T}}, int, string?)"/>
    public static Node<T> Flatten<T>(
        this Node<IReadOnlyList<T>> source, int capacity = FlattenNode<T>.DefaultCapacity, string? name = null) =>
        ExecutorOf(source).Add(new FlattenNode<T>(source, capacity) { Name = name });
}

/// <summary>
/// The items of each batch one by one, in order. Broadcasts once for every item, in a cycle of its own: the first in
/// the cycle of its batch, the others in the cycles right after it, in virtual time at the same instant. An empty batch
/// brings nothing.
/// </summary>
/// <remarks>
/// Has no value before the first item. Keeps copies of the items that wait; a batch that comes while some wait stands
/// behind them. More than the capacity is an <see cref="InvalidOperationException"/> in the cycle: nothing is dropped.
/// </remarks>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class FlattenNode<T> : Node<T>
{
    /// <summary>
    /// As many as virtual time allows cycles at one instant: more could not be delivered at it anyway.
    /// </summary>
    internal const int DefaultCapacity = 1_000_000;

    private BatchSource<T> _source;
    private BoundedRing<T> _waiting;

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="capacity">How many items can wait, from 1; default 1,000,000.</param>
    public FlattenNode(Node<ReadOnlyMemory<T>> source, int capacity = DefaultCapacity)
        : this(new BatchSource<T>(source), capacity)
    {
    }

    /// <inheritdoc cref="FlattenNode{T}(Node{ReadOnlyMemory{T}}, int)"/>
    public FlattenNode(Node<IReadOnlyList<T>> source, int capacity = DefaultCapacity)
        : this(new BatchSource<T>(source), capacity)
    {
    }

    private FlattenNode(BatchSource<T> source, int capacity)
    {
        _source = source;
        _waiting = new BoundedRing<T>(Guard.AtLeastOne(capacity));
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
        if (_source.TryTake(in context, out ReadOnlySpan<T> items)) Enqueue(items, in context);
        if (_waiting.Count == 0) return Control.Unchanged;
        State = _waiting.Dequeue();
        if (_waiting.Count > 0) context.YieldNow();
        return Control.Broadcast;
    }

    private void Enqueue(ReadOnlySpan<T> items, in CycleContext context)
    {
        if (items.Length > _waiting.Capacity - _waiting.Count)
        {
            if (_waiting.Count > 0) context.YieldNow(); // what waits is delivered nevertheless, if the policy lets it
            ThrowFull(items.Length);
        }

        foreach (T item in items) _waiting.TryEnqueue(item);
    }

    [DoesNotReturn]
    private void ThrowFull(int count) => throw new InvalidOperationException(
        $"{this} cannot take a batch of {count} items: {_waiting.Count} wait already and its capacity is "
        + $"{_waiting.Capacity}. It delivers one item a cycle. Give it a larger capacity, or batches less often.");
}
