namespace Spaxiom.Graph;

/// <summary>The node that keeps a window of samples as one summary for each step of time.</summary>
internal sealed class SteppedSampleStore : SampleStore
{
    private readonly WindowContents<WindowStep> _contents;
    private WakeUp _wakeUp = new();
    private readonly long _step; // in nanoseconds
    private readonly StepCount _count;

    internal SteppedSampleStore(NumberIntake intake, SampleKey key, int capacity, TimeSpan step)
        : base(intake, key)
    {
        _contents = new(capacity, key.Length);
        _count = _contents.Require(static contents => new StepCount(contents));
        _step = new WindowLength(step).Nanoseconds;
    }

    /// <inheritdoc/>
    internal override long Overflow => _contents.Overflow;

    /// <inheritdoc/>
    internal override bool IsComplete => _contents.IsComplete(Home!.Now);

    /// <inheritdoc/>
    internal override WindowAspect<Ends> Ends => _contents.Require(static contents => new StepEnds(contents));

    /// <inheritdoc/>
    internal override WindowAspect<TAggregate> Summarize<TAggregate>() =>
        _contents.Require(static contents => new SteppedAggregate<TAggregate>(contents));

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Part(_contents);
        state.Scratch(_count);
        state.Part(ref _wakeUp);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        bool hasChanged = _contents.Expire(context.Now);
        if (Intake.TryTake(in context, out double number) && !double.IsNaN(number))
        {
            Take(new WindowSample(context.Now, number));
            hasChanged = true;
        }

        _wakeUp.Set(in context, Intake.TimerFor(_contents.NextExpiry));
        return Publish(hasChanged, (int)Math.Min(_count.Total, int.MaxValue));
    }

    private void Take(WindowSample sample)
    {
        var step = WindowStep.Of(EndOfStep(sample.Time), in sample);
        if (_contents.HasOpen && _contents.Newest.Time == step.Time)
        {
            _contents.Grow(WindowStep.Merge(in _contents.Newest, in step));
            return;
        }

        if (_contents.HasOpen) _contents.Close();
        _contents.Open(in step);
    }

    /// <summary>The first multiple of the step that is not before an instant.</summary>
    private Instant EndOfStep(Instant time)
    {
        long beyond = time.UnixNanoseconds % _step;
        if (beyond <= 0) return new Instant(time.UnixNanoseconds - beyond);
        long rest = _step - beyond;
        return time.UnixNanoseconds > long.MaxValue - rest
            ? Instant.MaxValue
            : new Instant(time.UnixNanoseconds + rest);
    }
}
