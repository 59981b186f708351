namespace Spaxiom.Graph;

/// <summary>
/// An exponential moving average: the old average and each new number, weighted. Broadcasts its first value as soon as
/// the source has one, null until it is a number, and then only changes.
/// </summary>
internal abstract class EmaNode : Node<double?>
{
    private readonly NumberIntake _intake;

    private protected EmaNode(NumberIntake intake)
    {
        _intake = intake;
        TriggeredBy(intake.Source);
    }

    /// <inheritdoc/>
    protected sealed override void OnInit(Executor executor)
    {
        if (_intake.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state) => state.Part(_intake);

    /// <inheritdoc/>
    protected sealed override Control OnCycle(in CycleContext context)
    {
        if (!_intake.TryTake(in context, out double number)) return Control.Unchanged;
        double? next = State;
        if (!double.IsNaN(number))
        {
            double weight = WeightOf(context.Now);
            next = State is { } average ? average + (weight * (number - average)) : number;
        }

        if (HasValue && Nullable.Equals(next, State)) return Control.Unchanged;
        State = next;
        return Control.Broadcast;
    }

    /// <summary>The weight of a number that comes at an instant, from 0 to 1.</summary>
    private protected abstract double WeightOf(Instant now);
}

/// <summary>An average in which each number has the same weight when it comes.</summary>
internal sealed class EmaBySampleNode(NumberIntake intake, double alpha) : EmaNode(intake)
{
    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(alpha);
    }

    private protected override double WeightOf(Instant now) => alpha;
}

/// <summary>An average in which the weight of the past halves with each length of time.</summary>
internal sealed class EmaByTimeNode(NumberIntake intake, TimeSpan halfLife) : EmaNode(intake)
{
    private readonly double _halfLife = halfLife.Ticks * 100.0; // in nanoseconds
    private Instant _last; // when the last number came

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_halfLife);
        state.Field(ref _last);
    }

    private protected override double WeightOf(Instant now)
    {
        double passed = now.UnixNanoseconds - _last.UnixNanoseconds;
        _last = now;
        return 1 - Math.Pow(2, -passed / _halfLife);
    }
}
