namespace Spaxiom.Graph;

/// <summary>The node that keeps every sample of a window.</summary>
internal sealed class EachSampleStore : SampleStore
{
    private readonly WindowContents<WindowSample> _contents;
    private WakeUp _wakeUp = new();

    internal EachSampleStore(NumberIntake intake, SampleKey key, int capacity)
        : base(intake, key) => _contents = new(capacity, key.Length);

    /// <inheritdoc/>
    internal override long Overflow => _contents.Overflow;

    /// <inheritdoc/>
    internal override bool IsComplete => _contents.IsComplete(Home!.Now);

    /// <inheritdoc/>
    internal override WindowAspect<Ends> Ends => _contents.Require(static contents => new SampleEnds(contents));

    /// <inheritdoc/>
    internal override WindowAspect<TAggregate> Summarize<TAggregate>() =>
        _contents.Require(static contents => new SlidingAggregate<TAggregate, WindowSample>(contents));

    /// <summary>The samples in the order of their values.</summary>
    internal OrderTree Sort() => _contents.Require(static contents => new OrderTree(contents));

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Part(_contents);
        state.Part(ref _wakeUp);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        bool hasChanged = _contents.Expire(context.Now);
        if (Intake.TryTake(in context, out double number) && !double.IsNaN(number))
        {
            _contents.Add(new WindowSample(context.Now, number));
            hasChanged = true;
        }

        _wakeUp.Set(in context, Intake.TimerFor(_contents.NextExpiry));
        return Publish(hasChanged, _contents.Count);
    }
}
