namespace Spaxiom.Graph;

/// <content>Delay by time.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Its source, later: broadcasts every value at exactly the instant it came plus the delay. Values due at one
    /// instant, or overdue together, follow one another in order, one in a cycle.
    /// </summary>
    /// <remarks>
    /// Has no value before the delay has passed once; a value that the source has when this is added counts as coming
    /// in the first cycle. A value due beyond the last instant never comes. Keeps the values that came within the
    /// delay, in a ring that grows to the most there ever were, and one timer.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="delay">How much later each value comes; zero lets it pass at once. Not negative.</param>
    public static Node<T> Delay<T>(this Node<T> source, TimeSpan delay) =>
        ExecutorOf(source).Add(new DelayNode<T>(source, Guard.NotNegative(delay)));
}

/// <summary>The node of <see cref="NodeExtensions.Delay{T}(Node{T}, TimeSpan)"/>.</summary>
internal sealed class DelayNode<T>(Node<T> source, TimeSpan delay) : OperatorNode<T, T>(source)
{
    private readonly TimeSpan _delay = delay;
    private BoundedRing<Timestamped<T>> _waiting = new(Array.MaxLength); // with the instants when they are due
    private Kept<T> _kept;
    private Instant _wake = Instant.MinValue; // what the timer was last set for

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (TryTake(in context)) Enqueue(context.Now.AddSaturating(_delay));
        if (_waiting.Count == 0) return Control.Unchanged;
        Control result = Control.Unchanged;
        if (_waiting.Oldest.Time <= context.Now)
        {
            State = _kept.Show(_waiting.Dequeue().Value, context.Poisons);
            result = Control.Broadcast;
        }

        if (_waiting.Count > 0) WakeAt(_waiting.Oldest.Time, in context);
        return result;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_delay);
        state.Part(ref _waiting);
        state.Scratch(_kept);
        state.Field(ref _wake);
    }

    private void Enqueue(Instant due)
    {
        if (due == Instant.MaxValue && _delay > TimeSpan.Zero) return; // it never comes
        _waiting.TryEnqueue(new Timestamped<T>(due, _kept.Keep(Source.Value)));
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
