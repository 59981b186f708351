namespace Spaxiom.Graph;

/// <summary>By how much a counter has grown within a window.</summary>
internal sealed class IncreaseNode : Node<double?>
{
    private readonly NumberIntake _intake;
    private readonly WindowContents<WindowSample> _growth; // by how much each sample exceeds the one before
    private WakeUp _wakeUp = new();
    private readonly SlidingAggregate<CompensatedSum, WindowSample> _sum;
    private bool _hasLast;
    private double _last; // the newest sample, if _hasLast

    internal IncreaseNode(NumberIntake intake, WindowLength length, int capacity)
    {
        _intake = intake;
        _growth = new(capacity, length);
        _sum = _growth.Require(
            static contents => new SlidingAggregate<CompensatedSum, WindowSample>(contents));
        TriggeredBy(intake.Causes);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (_intake.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Part(_intake);
        state.Part(_growth);
        state.Scratch(_sum);
        state.Field(ref _hasLast);
        state.Field(ref _last);
        state.Part(ref _wakeUp);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        _growth.Expire(context.Now);
        if (_intake.TryTake(in context, out double number) && !double.IsNaN(number)) Take(context.Now, number);
        bool isComplete = _growth.IsComplete(context.Now);
        Instant due = isComplete ? _growth.NextExpiry : _growth.CompleteFrom; // nothing leaves before that
        _wakeUp.Set(in context, _intake.TimerFor(due));
        double? next = _hasLast && isComplete ? Statistic.OrNone(_sum.Current.Total) : null;
        if (!_intake.HasValue || (HasValue && Nullable.Equals(next, State))) return Control.Unchanged;
        State = next;
        return Control.Broadcast;
    }

    /// <summary>A sample below the one before was counted from zero again.</summary>
    private void Take(Instant now, double number)
    {
        double growth = 0;
        if (_hasLast) growth = number >= _last ? number - _last : number;
        (_hasLast, _last) = (true, number);
        if (growth != 0) _growth.Add(new WindowSample(now, growth));
    }
}
