namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>True once a condition has held for a while: from exactly T + d by a timer, where T is the first sample of a
/// run of true ones; false at once when a sample says so, also at exactly T + d. Broadcasts on change only.</summary>
/// <remarks>Sample and hold: between two samples the condition is what the earlier one said. A sample and the timer of
/// one instant share a cycle, and the sample has the last word as the condition is looked at first.</remarks>
internal sealed class HasHeld : Node<bool>
{
    private readonly Node<bool> _condition;
    private readonly TimeSpan _duration;
    private Instant? _due; // T + d of the present run of true samples; null while the condition is false
    private TimerHandle _timer;

    /// <summary>Needs a <paramref name="duration"/> above zero.</summary>
    public HasHeld(Node<bool> condition, TimeSpan duration)
        : base(initial: false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        (_condition, _duration) = (condition, duration);
        TriggeredBy(condition);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!_condition.Value)
        {
            if (_due is not null) context.Cancel(_timer);
            _due = null;
            return Become(false);
        }

        if (_due is not { } due)
        {
            _due = context.Now + _duration;
            _timer = context.ScheduleAt(_due.Value);
            return Control.Unchanged;
        }

        return Become(State || context.Now >= due);
    }

    private Control Become(bool held)
    {
        if (held == State) return Control.Unchanged;
        State = held;
        return Control.Broadcast;
    }
}
