namespace Spaxiom.Graph;

/// <summary>
/// Runs a graph over recorded events, as fast as the machine allows or at a chosen speed, with the same result every
/// time: time jumps from each event or timer to the next, and everything due at an instant is in one cycle.
/// </summary>
/// <remarks>
/// Further events of one source at the same instant follow in further cycles, unless its input takes the latest or
/// bursts. Nothing from outside may enter, so a graph with notifiers, channels or pipes is refused.
/// </remarks>
public sealed class HistoricalRuntime : Runtime
{
    private const int CyclesBetweenReports = 1024;

    private readonly VirtualClock _clock;
    private readonly SourceDriver _replay;
    private readonly Instant _start;
    private readonly Instant? _end;
    private bool _hasRun;

    /// <summary>A run from one instant to another, both included.</summary>
    /// <param name="start">Where time begins; earlier events are passed over.</param>
    /// <param name="end">
    /// Where time ends, not before <paramref name="start"/>; sources are not read beyond. Without it the run ends with
    /// the last event, and timers after that do not run.
    /// </param>
    public HistoricalRuntime(Instant start, Instant? end = null)
        : this(new VirtualClock(start), start, end)
    {
    }

    private HistoricalRuntime(VirtualClock clock, Instant start, Instant? end)
        : this(clock, new SourceDriver(clock), start, end)
    {
    }

    private HistoricalRuntime(VirtualClock clock, SourceDriver replay, Instant start, Instant? end)
        : base(clock, replay)
    {
        if (end < start)
            throw new ArgumentOutOfRangeException(nameof(end), end, $"The end must not be before the start, {start}.");
        (_clock, _replay, _start, _end) = (clock, replay, start, end);
    }

    /// <summary>
    /// How many times faster than the wall clock engine time runs, above 0. Default infinity: as fast as the machine
    /// allows. The result does not depend on it.
    /// </summary>
    public double Speed
    {
        get;
        init => field = Guard.Positive(value);
    } = double.PositiveInfinity;

    /// <summary>Told the instant reached, about ten times a second and at the end; null for nobody.</summary>
    public IProgress<Instant>? Progress { get; init; }

    /// <summary>Cycles allowed at one instant; default 1,000,000.</summary>
    public int MaxCyclesPerInstant
    {
        get;
        init => field = Guard.AtLeastOne(value);
    } = CycleLimit.Default;

    /// <summary>
    /// Lets recorded events enter through an input. The source is opened when the run starts and read as it goes.
    /// </summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="input">An input of this runtime that nothing feeds yet.</param>
    /// <param name="events">Events in order of time.</param>
    public void Feed<T>(Input<T> input, IEnumerable<Timestamped<T>> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        CheckFeedable(input);
        if (input.Feed is not null) ThrowFedTwice(input);
        var feed = new InputFeed<T>(input, events);
        input.Feed = feed;
        _replay.Add(feed);
    }

    /// <summary>Lets recorded events enter through a burst input: all of an instant at once.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="input">An input of this runtime that nothing feeds yet.</param>
    /// <param name="events">Events in order of time.</param>
    public void Feed<T>(BurstInput<T> input, IEnumerable<Timestamped<T>> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        CheckFeedable(input);
        if (input.Feed is not null) ThrowFedTwice(input);
        var feed = new BurstFeed<T>(input, events);
        input.Feed = feed;
        _replay.Add(feed);
    }

    /// <summary>Adds an input and feeds it.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="name">The node's label.</param>
    /// <param name="events">Events in order of time.</param>
    /// <param name="initial">The value before the first event.</param>
    /// <param name="delivery">
    /// Whether each event of an instant gets a cycle of its own, or only the last one enters.
    /// </param>
    public Node<T> AddSource<T>(
        string name, IEnumerable<Timestamped<T>> events, T initial, Delivery delivery = Delivery.Each)
    {
        Input<T> input = AddInput(name, initial, delivery);
        Feed(input, events);
        return input;
    }

    /// <summary>
    /// Runs from the start to the end, until a node terminates, or until cancelled. A run can be made once.
    /// </summary>
    /// <param name="cancellation">Ends the run after the current cycle, without an exception.</param>
    /// <exception cref="InvalidOperationException">
    /// It has run before; or an input from outside is wired, which nothing feeds here.
    /// </exception>
    /// <exception cref="InvalidDataException">A source goes back in time.</exception>
    public void Run(CancellationToken cancellation = default)
    {
        if (_hasRun)
        {
            throw new InvalidOperationException(
                "This historical runtime has run already, and its sources are used up. Build another to run again.");
        }

        Executor.Enter();
        try
        {
            Executor.ApplyDeferred(); // what was swept needs no source, what was spawned may feed its own
            RefuseOutsideInputs();
            while (Inputs.HasWork) Inputs.Poll(Executor); // from inputs that have left; a paced run would not wait
            _hasRun = true;
            using CancellationTokenRegistration registration =
                cancellation.UnsafeRegister(static inputs => ((InputDriver)inputs!).Wake(), Inputs);
            _replay.Open(_start, _end ?? Instant.MaxValue);
            Loop(cancellation);
            Progress?.Report(Now);
        }
        finally
        {
            try
            {
                _replay.Close();
            }
            finally
            {
                Executor.Exit();
            }
        }
    }

    /// <summary>Code from outside would run at another cycle each time.</summary>
    private protected override void CheckPostable()
    {
        if (Executor.IsOwnedHere || !(_hasRun || Executor.Owner.IsTaken)) return;
        throw new InvalidOperationException(
            "Code was posted to a historical run from outside of it. It would run at another cycle each time, and the "
            + "run would not give the same result again. Post before the run, or from a node or posted code of it.");
    }

    private void Loop(CancellationToken cancellation)
    {
        Instant end = _end ?? Instant.MaxValue;
        var limit = new CycleLimit(MaxCyclesPerInstant);
        var pace = double.IsPositiveInfinity(Speed) ? null : new Pace(Speed, _start, Inputs);
        var reports = new ReportInterval(pace is null ? CyclesBetweenReports : 1);
        while (!cancellation.IsCancellationRequested)
        {
            RunPosted();
            if (cancellation.IsCancellationRequested) return;
            Instant next = NextInstant();
            if (_end is null && _replay.IsExhausted && next > Now) return;
            bool isOver = next > end || next == Instant.MaxValue;
            if (isOver && Now == end) return;
            if (isOver) next = end;
            if (pace is not null && next > Now && !pace.IsReached(next))
            {
                pace.Wait(next);
                continue;
            }

            _clock.Now = next;
            CycleOutcome outcome = Executor.RunCycle();
            if (outcome == CycleOutcome.Terminated) return;
            if (outcome == CycleOutcome.Ran) limit.Count(Executor);
            if (Progress is not null && reports.IsDue()) Progress.Report(Now);
        }
    }

    private Instant NextInstant()
    {
        if (Executor.HasWorkNow) return Now;
        Instant replay = _replay.NextDeadline, timer = Executor.NextTimer;
        Instant next = replay < timer ? replay : timer;
        return next > Now ? next : Now;
    }

    private void RefuseOutsideInputs()
    {
        const string Reason =
            "a historical run takes nothing from outside, because it would not give the same result again. Let values "
            + "enter through Runtime.AddInput and feed it.";
        if (Executor.FindInput() is { } input)
        {
            throw new InvalidOperationException(
                $"{input.Node} has an input that no source feeds ({input.GetType().Name}): {Reason}");
        }

        Inputs.Refusal = Reason;
    }

    private void CheckFeedable(Node input)
    {
        Executor.CheckVerb(input);
        if (!_hasRun) return;
        throw new InvalidOperationException(
            $"{input} cannot be fed any more: the run has started. Feed all inputs before.");
    }

    private static void ThrowFedTwice(Node input) => throw new InvalidOperationException(
        $"{input} is fed already. Merge its sources into one, or add another input.");
}
