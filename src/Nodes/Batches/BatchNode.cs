namespace Spaxiom.Graph;

/// <content>Batch: single values become batches.</content>
public static partial class NodeExtensions
{
    private const int DefaultMaxCount = 1_000_000;

    /// <summary>
    /// The source's values in batches of <paramref name="count"/>, oldest first. Broadcasts in the cycle of the last
    /// item of each batch.
    /// </summary>
    /// <remarks>
    /// Has no value before the first batch has ended. Keeps the items of the batch it gathers, which are lost if it
    /// leaves, and its newest batch, valid until it broadcasts again, in buffers that grow to the largest batch.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="count">How many items a batch has, from 1.</param>
    public static Node<ReadOnlyMemory<T>> Batch<T>(this Node<T> source, int count) =>
        ExecutorOf(source).Add(new BatchNode<T>(source, duration: null, Guard.AtLeastOne(count)));

    /// <summary>
    /// The source's values in batches, oldest first. A batch ends when it is full, or by a timer at exactly its first
    /// item's instant plus a duration; an item that comes in the cycle of that timer is still in it. Broadcasts when a
    /// batch ends, so never an empty one: the next begins with the next item.
    /// </summary>
    /// <remarks>
    /// Has no value before the first batch has ended. Keeps the items of the batch it gathers, which are lost if it
    /// leaves, and its newest batch, valid until it broadcasts again, in buffers that grow to the largest batch.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="duration">
    /// How long after its first item a batch ends, above zero; if that is beyond the last instant, it ends only when it
    /// is full.
    /// </param>
    /// <param name="maxCount">
    /// How many items a batch has at most, from 1: it ends with that item. Default 1,000,000.
    /// </param>
    public static Node<ReadOnlyMemory<T>> Batch<T>(
        this Node<T> source, TimeSpan duration, int maxCount = DefaultMaxCount) =>
        ExecutorOf(source).Add(new BatchNode<T>(source, Guard.Positive(duration), Guard.AtLeastOne(maxCount)));
}

/// <summary>The node of both kinds of Batch.</summary>
internal sealed class BatchNode<T>(Node<T> source, TimeSpan? duration, int maxCount)
    : OperatorNode<T, ReadOnlyMemory<T>>(source)
{
    private readonly TimeSpan? _duration = duration; // null: by count only
    private readonly int _maxCount = maxCount;
    private BatchBuffer<T> _batch = new();
    private Instant _end = Instant.MaxValue; // of the batch being gathered
    private TimerHandle _timer;              // at _end

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (TryTake(in context)) Gather(in context);
        if (_batch.Count < _maxCount && !_end.HasComeBy(context.Now)) return Control.Unchanged;
        if (_duration is not null) context.Cancel(_timer);
        _end = Instant.MaxValue;
        State = _batch.Publish(context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_duration);
        state.Constant(_maxCount);
        state.Part(ref _batch);
        state.Field(ref _end);
        state.Timer(ref _timer);
    }

    private void Gather(in CycleContext context)
    {
        _batch.Add(Source.Value);
        if (_duration is not { } duration || _batch.Count > 1) return;
        _end = context.Now.AddSaturating(duration);
        _timer = context.ScheduleAt(_end);
    }
}
