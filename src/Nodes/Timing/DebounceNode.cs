namespace Spaxiom.Graph;

/// <content>Debounce: a value counts when nothing followed it for a time.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Its source when it has come to rest: broadcasts the last value once the source has brought nothing for the quiet
    /// time, at exactly the instant when that has passed. A value that comes at that very instant starts the time anew.
    /// </summary>
    /// <remarks>
    /// Has no value before the first rest; a value that the source has when this is added starts the time in the first
    /// cycle. A quiet time that ends beyond the last instant never ends. Keeps the last value broadcast, the one that
    /// waits, and one timer.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="quiet">
    /// How long the source must bring nothing; zero lets every value pass at once. Not negative.
    /// </param>
    public static Node<T> Debounce<T>(this Node<T> source, TimeSpan quiet) =>
        ExecutorOf(source).Add(new DebounceNode<T>(source, Guard.NotNegative(quiet)));
}

/// <summary>The node of <see cref="NodeExtensions.Debounce"/>.</summary>
internal sealed class DebounceNode<T>(Node<T> source, TimeSpan quiet) : OperatorNode<T, T>(source)
{
    private readonly TimeSpan _quiet = quiet;
    private T _waiting = default!;
    private Kept<T> _kept;
    private Instant _due = Instant.MaxValue; // when _waiting is broadcast; MaxValue when nothing waits
    private TimerHandle _timer;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (TryTake(in context))
        {
            _kept.Replace(ref _waiting, Source.Value, context.Poisons);
            if (_quiet == TimeSpan.Zero) return Rest(in context);
            WaitUntil(context.Now.AddSaturating(_quiet), in context);
        }

        return _due.HasComeBy(context.Now) ? Rest(in context) : Control.Unchanged;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_quiet);
        state.Field(ref _waiting);
        state.Scratch(_kept);
        state.Field(ref _due);
        state.Timer(ref _timer);
    }

    private Control Rest(in CycleContext context)
    {
        State = _kept.Show(_waiting, context.Poisons);
        (_waiting, _due) = (default!, Instant.MaxValue);
        return Control.Broadcast;
    }

    private void WaitUntil(Instant due, in CycleContext context)
    {
        _due = due;
        if (!context.Executor.Reschedule(_timer, due)) _timer = context.ScheduleAt(due);
    }
}
