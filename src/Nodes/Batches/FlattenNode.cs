using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <content>Flatten: batches become single values.</content>
public static partial class NodeExtensions
{
    private const int DefaultCapacity = 1_000_000; // more could not be delivered at one instant of virtual time

    /// <summary>
    /// The items of each batch one by one, in order. Broadcasts once for every item, in a cycle of its own: the first
    /// in the cycle of its batch, the others in the cycles right after it, in virtual time at the same instant. An
    /// empty batch brings nothing.
    /// </summary>
    /// <remarks>
    /// Has no value before the first item. Keeps copies of the items that wait; a batch that comes while some wait
    /// stands behind them. More than the capacity is an <see cref="InvalidOperationException"/> in the cycle: nothing
    /// is dropped.
    /// </remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="capacity">How many items can wait, from 1; default 1,000,000.</param>
    public static Node<T> Flatten<T>(this Node<ReadOnlyMemory<T>> source, int capacity = DefaultCapacity) =>
        ExecutorOf(source).Add(new FlattenNode<T>(source, Guard.AtLeastOne(capacity)));
}

/// <summary>The node of <see cref="NodeExtensions.Flatten"/>.</summary>
internal sealed class FlattenNode<T>(Node<ReadOnlyMemory<T>> source, int capacity)
    : OperatorNode<ReadOnlyMemory<T>, T>(source)
{
    private BoundedRing<T> _waiting = new(capacity);
    private Kept<T> _kept;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (TryTake(in context)) Enqueue(Source.Value.Span, in context);
        if (_waiting.Count == 0) return Control.Unchanged;
        State = _kept.Show(_waiting.Dequeue(), context.Poisons);
        if (_waiting.Count > 0) context.YieldNow();
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Part(ref _waiting);
        state.Scratch(_kept);
    }

    private void Enqueue(ReadOnlySpan<T> items, in CycleContext context)
    {
        if (items.Length > _waiting.Capacity - _waiting.Count)
        {
            if (_waiting.Count > 0) context.YieldNow(); // what waits is delivered nevertheless, if the policy lets it
            ThrowFull(items.Length);
        }

        foreach (T item in items) _waiting.TryEnqueue(_kept.Keep(item));
    }

    [DoesNotReturn]
    private void ThrowFull(int count) => throw new InvalidOperationException(
        $"{this} cannot take a batch of {count} items: {_waiting.Count} wait already and its capacity is "
        + $"{_waiting.Capacity}. It delivers one item a cycle. Give it a larger capacity, or batches less often.");
}
