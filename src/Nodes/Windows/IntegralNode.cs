namespace Spaxiom.Graph;

/// <summary>The integral of a held signal over time, since it began or was set to zero.</summary>
internal sealed class IntegralNode : MovingNode<double>
{
    private readonly NumberIntake _intake;
    private readonly Node? _reset;
    private readonly Node[] _causes;
    private readonly double _unit; // the time by which the signal is measured, in nanoseconds
    private CompensatedSum _sum;   // of the signal's values, each times the nanoseconds for which it held
    private Instant _updated;      // until when they are summed up
    private double _signal;        // what the signal is now; 0 while it is nothing
    private StepGrid _steps;
    private WakeUp _wakeUp = new();

    internal IntegralNode(NumberIntake intake, TimeSpan per, TimeSpan? every, Node? reset)
    {
        (_intake, _reset) = (intake, reset);
        (_unit, _steps) = (per.Ticks * 100.0, new(every));
        _causes = reset is null ? [intake.Source] : [intake.Source, reset];
        TriggeredBy(_causes);
    }

    /// <inheritdoc/>
    internal override ReadOnlySpan<Node> Causes => _causes;

    /// <inheritdoc/>
    internal override Course Against(double limit, Instant now) =>
        new(_sum.Total + GainUntil(now) - (limit * _unit), _signal);

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (_intake.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Constant(_unit);
        state.Part(_intake);
        state.Field(ref _sum);
        state.Field(ref _updated);
        state.Field(ref _signal);
        state.Part(ref _steps);
        state.Part(ref _wakeUp);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        Instant now = context.Now;
        if (_signal != 0) _sum = CompensatedSum.Merge(in _sum, new(GainUntil(now), 0));
        _updated = now;
        if (_reset is not null && context.HasMutated(_reset)) _sum = default;
        bool brings = _intake.TryTake(in context, out double number);
        if (brings) _signal = double.IsNaN(number) ? 0 : number;
        else if (!HasValue) return Control.Unchanged;
        _wakeUp.Set(in context, _steps.After(now));
        double next = _sum.Total / _unit;
        if (HasValue && next.Equals(State)) return Control.Unchanged;
        State = next;
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    private protected override double ValueAt(Instant when) => (_sum.Total + GainUntil(when)) / _unit;

    private double GainUntil(Instant when) => _signal * (when.UnixNanoseconds - _updated.UnixNanoseconds);
}
