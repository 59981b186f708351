namespace Spaxiom.Graph;

/// <content>Periodic: time as a source.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Runs on an exact grid of instants, origin + number x period, and broadcasts the number of the point. The first
    /// point is the first one after the instant at which the node is added, but none before the origin: number 1 by
    /// default, number 0 when the origin lies ahead.
    /// </summary>
    /// <remarks>
    /// Live it runs in the first cycle at or after a point; a delay shorter than the period does not shift the grid.
    /// Has no value before the first point; a point beyond the last instant never comes. Keeps the number and one
    /// timer.
    /// </remarks>
    /// <param name="executor">The executor that runs it.</param>
    /// <param name="period">From one point of the grid to the next; longer than zero.</param>
    /// <param name="origin">Point 0 of the grid; by default the instant at which the node is added.</param>
    /// <param name="late">What happens when the node runs late by one whole period or more.</param>
    public static Node<long> Periodic(
        this Executor executor,
        TimeSpan period,
        Instant? origin = null,
        LatePolicy late = LatePolicy.Coalesce)
    {
        ArgumentNullException.ThrowIfNull(executor);
        return executor.Add(new PeriodicNode(Guard.Positive(period), origin, Guard.Defined(late)));
    }
}

/// <summary>The node of <see cref="NodeExtensions.Periodic"/>.</summary>
internal sealed class PeriodicNode(TimeSpan period, Instant? origin, LatePolicy late) : Node<long>
{
    private readonly TimeSpan _period = period;
    private readonly Instant? _origin = origin;
    private readonly LatePolicy _late = late;
    private long _number; // of the next point
    private Instant _due; // when it is

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        Instant added = executor.Now;
        Instant origin = _origin ?? added;
        _number = origin > added ? 0 : PeriodsIn(added - origin) + 1;
        _due = origin.AddSaturating(Periods(_number));
        executor.ScheduleAt(this, _due);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!_due.HasComeBy(context.Now)) return Control.Unchanged;
        long missed = PeriodsIn(context.Now - _due);
        long skipped = _late == LatePolicy.Coalesce ? missed : 0;
        State = _number + skipped;
        _number = State + 1;
        bool isNewGrid = missed > 0 && _late == LatePolicy.Delay;
        _due = isNewGrid ? context.Now.AddSaturating(_period) : _due.AddSaturating(Periods(skipped + 1));
        if (_due > context.Now) context.ScheduleAt(_due);
        else context.YieldNow();
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Constant(_period);
        state.Constant(_origin);
        state.Constant(_late);
        state.Field(ref _number);
        state.Field(ref _due);
    }

    private long PeriodsIn(TimeSpan duration) => duration.Ticks / _period.Ticks;

    private TimeSpan Periods(long count) => new(count * _period.Ticks);
}
