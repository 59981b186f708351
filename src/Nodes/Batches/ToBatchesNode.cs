using System.Runtime.InteropServices;

namespace Spaxiom.Graph;

/// <content>ToBatches: lists become batches, which the operators over batches read.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The items of each list as a batch. Broadcasts whenever its source does, also an empty batch; a list that is null
    /// is an empty one.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one. Keeps its newest batch, valid until it broadcasts again, in buffers that
    /// grow to the largest list: the list may change afterwards.
    /// </remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">Where the lists come from: an array, a list, anything with items in an order.</param>
    public static Node<ReadOnlyMemory<T>> ToBatches<T>(this Node<IReadOnlyList<T>> source) =>
        ExecutorOf(source).Add(new ToBatchesNode<T>(source));
}

/// <summary>The node of <see cref="NodeExtensions.ToBatches"/>.</summary>
internal sealed class ToBatchesNode<T>(Node<IReadOnlyList<T>> source)
    : OperatorNode<IReadOnlyList<T>, ReadOnlyMemory<T>>(source)
{
    private BatchBuffer<T> _batch = new();

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        _batch.Clear(); // of a list that has thrown
        Gather(Source.Value);
        State = _batch.Publish(context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Part(ref _batch);
    }

    private void Gather(IReadOnlyList<T>? list)
    {
        switch (list)
        {
            case null:
                return;
            case T[] array:
                _batch.Add(array);
                return;
            case List<T> items:
                _batch.Add(CollectionsMarshal.AsSpan(items));
                return;
            default:
                for (int i = 0; i < list.Count; i++) _batch.Add(list[i]);
                return;
        }
    }
}
