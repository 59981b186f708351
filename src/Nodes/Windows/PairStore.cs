namespace Spaxiom.Graph;

/// <summary>The node that keeps a window of pairs, taken whenever one of two sources brings a number.</summary>
internal sealed class PairStore : WindowStore
{
    private readonly NumberIntake _first;
    private readonly NumberIntake _second;
    private readonly WindowContents<PairSample> _contents;
    private WakeUp _wakeUp = new();
    private double _firstNumber = double.NaN;  // what the first source is now; NaN while it is no number
    private double _secondNumber = double.NaN;

    internal PairStore(NumberIntake first, NumberIntake second, PairKey key, int capacity)
        : base(key)
    {
        (_first, _second) = (first, second);
        _contents = new(capacity, key.Samples.Length);
        Summary = _contents.Require(
            static contents => new SlidingAggregate<PairMoments, PairSample>(contents));
        TriggeredBy(first.Source, second.Source);
    }

    /// <inheritdoc/>
    internal override long Overflow => _contents.Overflow;

    /// <inheritdoc/>
    internal override long Rejected => _first.Rejected + _second.Rejected;

    /// <inheritdoc/>
    internal override bool IsComplete => _contents.IsComplete(Home!.Now);

    /// <inheritdoc/>
    internal override bool HasBegun => _first.HasValue && _second.HasValue;

    /// <summary>A summary of all pairs.</summary>
    internal SlidingAggregate<PairMoments, PairSample> Summary { get; }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        base.OnInit(executor);
        if (HasBegun) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Part(_first);
        state.Part(_second);
        state.Part(_contents);
        state.Scratch(Summary);
        state.Field(ref _firstNumber);
        state.Field(ref _secondNumber);
        state.Part(ref _wakeUp);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        bool hasChanged = _contents.Expire(context.Now);
        bool brings = _first.TryTake(in context, out double first);
        if (brings) _firstNumber = first;
        if (_second.TryTake(in context, out double second)) (brings, _secondNumber) = (true, second);
        if (brings && !double.IsNaN(_firstNumber) && !double.IsNaN(_secondNumber))
        {
            _contents.Add(new PairSample(context.Now, _firstNumber, _secondNumber));
            hasChanged = true;
        }

        _wakeUp.Set(in context, _contents.NextExpiry);
        return Publish(hasChanged, _contents.Count);
    }
}
