namespace Spaxiom.Graph;

/// <content>Delay by time.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="DelayNode{T}"/>
    /// <param name="source">Where the values come from.</param>
    /// <param name="delay">How much later each value comes; zero lets it pass at once. Not negative.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<T> Delay<T>(this Node<T> source, TimeSpan delay, string? name = null) =>
        ExecutorOf(source).Add(new DelayNode<T>(source, delay) { Name = name });
}

/// <summary>
/// Its source, later: broadcasts every value at exactly the instant it came plus the delay. Values due at one instant,
/// or overdue together, follow one another in order, one in a cycle.
/// </summary>
/// <remarks>
/// Has no value before the delay has passed once; a value that the source has when this is added counts as coming in
/// the first cycle. Keeps the values that came within the delay, in a ring that grows to the most there ever were, and
/// one timer.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class DelayNode<T> : Node<T>
{
    private readonly Node<T> _source;
    private readonly TimeSpan _delay;
    private BoundedRing<Timestamped<T>> _waiting = new(Array.MaxLength); // with the instants when they are due
    private Instant _wake = Instant.MinValue; // what the timer was last set for
    private bool _hasBegun;

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="source">Where the values come from.</param>
    /// <param name="delay">How much later each value comes; zero lets it pass at once. Not negative.</param>
    public DelayNode(Node<T> source, TimeSpan delay)
    {
        ArgumentNullException.ThrowIfNull(source);
        (_source, _delay) = (source, Guard.NotNegative(delay));
        TriggeredBy(source);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (_source.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (context.Brings(_source, isFirst: !_hasBegun))
        {
            _hasBegun = true;
            _waiting.TryEnqueue(new Timestamped<T>(context.Now + _delay, _source.Value));
        }

        if (_waiting.Count == 0) return Control.Unchanged;
        Control result = Control.Unchanged;
        if (_waiting.Oldest.Time <= context.Now)
        {
            State = _waiting.Dequeue().Value;
            result = Control.Broadcast;
        }

        if (_waiting.Count > 0) WakeAt(_waiting.Oldest.Time, in context);
        return result;
    }

    private void WakeAt(Instant due, in CycleContext context)
    {
        if (due <= context.Now)
        {
            context.YieldNow();
        }
        else if (due != _wake)
        {
            _wake = due;
            context.ScheduleAt(due);
        }
    }
}
