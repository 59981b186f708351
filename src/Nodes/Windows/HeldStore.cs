namespace Spaxiom.Graph;

/// <summary>
/// The node that keeps a held signal for a window: what it was at the window's start, its changes since, and what it is
/// now; its value is how many changes there are. Runs when its source does, when a value leaves, and at the steps it is
/// told; broadcasts each time, because what is computed from it has moved on.
/// </summary>
internal sealed class HeldStore : WindowStore
{
    private readonly NumberIntake _intake;
    private readonly WindowContents<HeldSegment> _contents; // the values that began and ended within the window
    private readonly SlidingAggregate<HeldMean, HeldSegment> _mean;
    private bool _hasEdge;            // whether the window's start is before _openStart
    private Instant _edgeEnd;         // if so, until when what held at the window's start did,
    private double _edge;             // and what that was; NaN when it was nothing
    private Instant _openStart;       // when the signal became what it is now,
    private double _open;             // and what that is; NaN when it is nothing
    private StepGrid _steps;
    private WakeUp _wakeUp = new();

    internal HeldStore(NumberIntake intake, HeldKey key)
        : base(key)
    {
        (_intake, Length) = (intake, key.Length);
        _steps = new(key.Options.Every);
        _contents = new(key.Options.Capacity, key.Length);
        _mean = Summarize<HeldMean>();
        TriggeredBy(intake.Causes);
    }

    /// <inheritdoc/>
    internal override long Overflow => _contents.Overflow;

    /// <inheritdoc/>
    internal override long Rejected => _intake.Rejected;

    /// <inheritdoc/>
    internal override bool IsComplete => _contents.IsComplete(Home!.Now);

    /// <inheritdoc/>
    internal override bool HasBegun => _intake.HasValue;

    /// <summary>How far the window reaches back.</summary>
    internal WindowLength Length { get; }

    /// <summary>The instant of the last run, which the signal is known up to.</summary>
    internal Instant Updated { get; private set; }

    /// <summary>What the signal is now; NaN when it is nothing.</summary>
    internal double Newest => _open;

    /// <summary>What the signal was at the window's start; NaN when it was nothing.</summary>
    internal double Oldest => _hasEdge ? _edge : _open;

    /// <summary>A summary of the values that began and ended within the window, kept up to date from now on.</summary>
    internal SlidingAggregate<TAggregate, HeldSegment> Summarize<TAggregate>()
        where TAggregate : struct, IAggregate<TAggregate, HeldSegment> =>
        _contents.Require(static contents => new SlidingAggregate<TAggregate, HeldSegment>(contents));

    /// <summary>Adds what held at the window's start and what holds now to a summary of what was between.</summary>
    internal TAggregate Complete<TAggregate>(SlidingAggregate<TAggregate, HeldSegment> between)
        where TAggregate : struct, IAggregate<TAggregate, HeldSegment>
    {
        TAggregate all = between.Current;
        if (_hasEdge)
            all = TAggregate.Merge(TAggregate.Of(new HeldSegment(Length.StartAt(Updated), _edgeEnd, _edge)), in all);
        return TAggregate.Merge(in all, TAggregate.Of(new HeldSegment(_openStart, Updated, _open)));
    }

    /// <summary>The weighted mean at an instant from the last run on, if nothing new comes until then.</summary>
    internal HeldMean MeanAt(Instant when)
    {
        Instant start = Length.StartAt(when);
        HeldMean mean = default;
        if (_hasEdge) mean = HeldMean.Of(start, _edgeEnd, _edge);
        if (!_hasEdge || start < _edgeEnd) mean = HeldMean.Merge(in mean, in _mean.Current);
        else mean = MeanOfRingFrom(start);
        return HeldMean.Merge(in mean, HeldMean.Of(_openStart > start ? _openStart : start, when, _open));
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        base.OnInit(executor);
        if (_intake.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Part(_intake);
        state.Part(_contents);
        state.Scratch(_mean);
        state.Field(ref _hasEdge);
        state.Field(ref _edgeEnd);
        state.Field(ref _edge);
        state.Field(ref _openStart);
        state.Field(ref _open);
        Instant updated = Updated;
        state.Field(ref updated, nameof(Updated));
        Updated = updated;
        state.Part(ref _steps);
        state.Part(ref _wakeUp);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        bool hasMoved = MoveStart(context.Now) | _steps.IsDue(context.Now);
        if (_intake.TryTake(in context, out double number))
        {
            hasMoved = true;
            if (HasValue) Take(context.Now, number);
            else Begin(context.Now, number);
        }
        else if (!HasValue)
        {
            return Control.Unchanged;
        }

        Instant leaving = _hasEdge ? Length.EndOf(_edgeEnd) : Instant.MaxValue;
        Instant step = _steps.After(context.Now);
        _wakeUp.Set(in context, _intake.TimerFor(leaving < step ? leaving : step));
        if (!hasMoved) return Control.Unchanged;
        Updated = context.Now;
        State = _contents.Count + (_hasEdge ? 1 : 0);
        return Control.Broadcast;
    }

    /// <summary>Lets every value leave that was over when the window starts.</summary>
    /// <returns>Whether there was any.</returns>
    private bool MoveStart(Instant now)
    {
        bool hasMoved = false;
        while (_hasEdge && Length.EndOf(_edgeEnd) <= now)
        {
            hasMoved = true;
            _hasEdge = _contents.Count > 0;
            if (!_hasEdge) break;
            (_edgeEnd, _edge) = (_contents.Oldest.End, _contents.Oldest.Value);
            _contents.RemoveOldest();
        }

        return hasMoved;
    }

    /// <summary>Before its first value the signal was nothing.</summary>
    private void Begin(Instant now, double number)
    {
        (_hasEdge, _edgeEnd, _edge) = (true, now, double.NaN);
        (_openStart, _open) = (now, number);
    }

    private void Take(Instant now, double number)
    {
        if (now == _openStart)
        {
            _open = number; // the signal at an instant is its value after the last cycle of it
            return;
        }

        if (number.Equals(_open)) return;
        if (!_hasEdge)
        {
            (_hasEdge, _edgeEnd, _edge) = (true, now, _open);
        }
        else
        {
            if (_contents.IsFull) (_edgeEnd, _edge) = (_contents.Oldest.End, double.NaN); // what is lost
            _contents.Add(new HeldSegment(_openStart, now, _open));
        }

        (_openStart, _open) = (now, number);
    }

    private HeldMean MeanOfRingFrom(Instant start)
    {
        HeldMean mean = default;
        for (long number = _contents.First; number < _contents.End; number++)
        {
            ref readonly HeldSegment item = ref _contents[number];
            if (item.End <= start) continue;
            mean = HeldMean.Merge(in mean, HeldMean.Of(item.Start > start ? item.Start : start, item.End, item.Value));
        }

        return mean;
    }
}
