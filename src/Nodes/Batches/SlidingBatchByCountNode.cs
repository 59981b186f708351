namespace Spaxiom.Graph;

/// <content>SlidingBatch by count.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The newest <paramref name="count"/> values of its source, oldest first. Broadcasts when so many have come, and
    /// then with every value, or with every <paramref name="step"/>th.
    /// </summary>
    /// <remarks>
    /// Has no value before; a value that the source has when this is added counts as the first. Keeps these values, and
    /// its newest batch, valid until it broadcasts again: each broadcast copies them. It is <c>Buffer</c> of Rx and
    /// <c>Chunk</c> of R3 with a count and a step, but that these bring the last values short when the source ends.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="count">How many items a batch has, from 1.</param>
    /// <param name="step">How many values lie between one batch and the next, from 1; default 1.</param>
    public static Node<ReadOnlyMemory<T>> SlidingBatch<T>(this Node<T> source, int count, int step = 1) =>
        ExecutorOf(source).Add(
            new SlidingBatchByCountNode<T>(source, Guard.AtLeastOne(count), Guard.AtLeastOne(step)));
}

/// <summary>The node of <see cref="NodeExtensions.SlidingBatch{T}(Node{T}, int, int)"/>.</summary>
internal sealed class SlidingBatchByCountNode<T>(Node<T> source, int count, int step)
    : SlidingBatchNode<T>(source, count)
{
    private readonly int _step = step;
    private int _missing = count; // values that must come before the next batch

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        Keep(in context);
        if (--_missing > 0) return Control.Unchanged;
        _missing = _step;
        return Show(in context);
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_step);
        state.Field(ref _missing);
    }
}
