namespace Spaxiom.Graph;

/// <summary>The one timer of a node that always knows when it must run next.</summary>
internal struct WakeUp() : IStatePart
{
    private TimerHandle _timer;
    private Instant _due = Instant.MaxValue; // when the timer fires or has fired; MaxValue when none was set

    /// <summary>
    /// Wakes the running node at an instant after the present one and at no other; MaxValue is never.
    /// </summary>
    internal void Set(in CycleContext context, Instant due)
    {
        if (due == _due) return;
        bool isPending = _due > context.Now && _due != Instant.MaxValue;
        _due = due;
        if (due == Instant.MaxValue) context.Cancel(_timer);
        else if (!isPending || !context.Executor.Reschedule(_timer, due)) _timer = context.ScheduleAt(due);
    }

    /// <inheritdoc/>
    public void OnState(StateMedium medium)
    {
        var visitor = new StateVisitor(medium, (Node)medium.Subject!);
        visitor.Timer(ref _timer);
        visitor.Field(ref _due);
    }
}
