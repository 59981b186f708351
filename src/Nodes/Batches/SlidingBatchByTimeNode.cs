namespace Spaxiom.Graph;

/// <content>SlidingBatch by time.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The values that its source has brought in the past time, oldest first: a value leaves by a timer at exactly its
    /// instant plus the length. Broadcasts whenever a value comes or leaves, once a cycle, also the empty batch when
    /// the last has left.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one; a value that the source has when this is added comes in the first cycle.
    /// A value that would leave beyond the last instant stays. Keeps these values with their instants, one timer, and
    /// its newest batch, valid until it broadcasts again: each broadcast copies them. Rx and R3 have no such operator;
    /// the windows of <c>csp.stats</c> are brought up to date only when a value comes.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="length">How long a value stays, above zero.</param>
    /// <param name="maxCount">
    /// How many items a batch has at most, from 1: the oldest makes room for a value beyond. Default 1,000,000.
    /// </param>
    public static Node<ReadOnlyMemory<T>> SlidingBatch<T>(
        this Node<T> source, TimeSpan length, int maxCount = DefaultMaxCount) =>
        ExecutorOf(source).Add(
            new SlidingBatchByTimeNode<T>(source, Guard.Positive(length), Guard.AtLeastOne(maxCount)));
}

/// <summary>The node of <see cref="NodeExtensions.SlidingBatch{T}(Node{T}, TimeSpan, int)"/>.</summary>
internal sealed class SlidingBatchByTimeNode<T>(Node<T> source, TimeSpan length, int maxCount)
    : SlidingBatchNode<T>(source, maxCount)
{
    private readonly TimeSpan _length = length;
    private BoundedRing<Instant> _ends = new(maxCount); // when each value leaves
    private Instant _wake = Instant.MinValue;           // what the timer was last set for

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        bool isNews = false;
        while (_ends.Count > 0 && _ends.Oldest.HasComeBy(context.Now))
        {
            _ends.Dequeue();
            DropOldest(in context);
            isNews = true;
        }

        if (TryTake(in context))
        {
            if (Keep(in context)) _ends.Dequeue();
            _ends.TryEnqueue(context.Now.AddSaturating(_length));
            isNews = true;
        }

        if (_ends.Count > 0 && _wake <= context.Now) WakeAt(_ends.Oldest, in context);
        return isNews ? Show(in context) : Control.Unchanged;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_length);
        state.Part(ref _ends);
        state.Field(ref _wake);
    }

    private void WakeAt(Instant end, in CycleContext context)
    {
        _wake = end;
        context.ScheduleAt(end);
    }
}
