using System.Runtime.CompilerServices;

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
    private readonly VirtualWorkHost _work;
    private readonly FeedDriver _feeds;
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
        : this(clock, new VirtualWorkHost(clock), new FeedDriver(clock), start, end)
    {
    }

    private HistoricalRuntime(
        VirtualClock clock, VirtualWorkHost work, FeedDriver feeds, Instant start, Instant? end)
        : base(clock, work, feeds)
    {
        if (end < start)
            throw new ArgumentOutOfRangeException(nameof(end), end, $"The end must not be before the start, {start}.");
        (_clock, _work, _feeds, _start, _end) = (clock, work, feeds, start, end);
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

    /// <summary>
    /// Cycles allowed at one instant, without those that took a recorded event; default 1,000,000.
    /// </summary>
    public int MaxCyclesPerInstant
    {
        get;
        init => field = Guard.AtLeastOne(value);
    } = CycleLimit.Default;

    /// <summary>Events of one source allowed at one instant; default 10,000,000.</summary>
    public int MaxItemsPerInstant
    {
        get => _feeds.MaxItemsPerInstant;
        init => _feeds.MaxItemsPerInstant = Guard.AtLeastOne(value);
    }

    /// <summary>
    /// Lets recorded events enter through an input, as its delivery says. The source is opened when the run starts and
    /// read as it goes, one event ahead.
    /// </summary>
    /// <typeparam name="T">The type of the events' values.</typeparam>
    /// <param name="input">An input of this runtime that nothing feeds yet.</param>
    /// <param name="events">Events in order of time.</param>
    public void Feed<T>(IInput<T> input, IEnumerable<Timestamped<T>> events)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(events);
        Inlet<T> inlet = input.Inlet;
        CheckFeedable(inlet.Node);
        if (inlet.Feed is not null) ThrowFedTwice(inlet.Node);
        _feeds.Add(inlet, events);
    }

    /// <summary>Adds an input, which has no value before the first event, and feeds it.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="name">The node's label.</param>
    /// <param name="events">Events in order of time.</param>
    /// <param name="delivery">
    /// Whether each event of an instant gets a cycle of its own, or only the last one enters.
    /// </param>
    public Node<T> AddSource<T>(
        string name, IEnumerable<Timestamped<T>> events, Delivery delivery = Delivery.Each) =>
        Fed(AddInput<T>(name, delivery), events);

    /// <summary>Adds an input with a value to begin with, and feeds it.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="name">The node's label.</param>
    /// <param name="events">Events in order of time.</param>
    /// <param name="initial">
    /// The value before the first event, which the nodes on it take for a value like any other.
    /// </param>
    /// <param name="delivery">
    /// Whether each event of an instant gets a cycle of its own, or only the last one enters.
    /// </param>
    [OverloadResolutionPriority(1)] // or a literal 0 would be taken for a delivery
    public Node<T> AddSource<T>(
        string name, IEnumerable<Timestamped<T>> events, T initial, Delivery delivery = Delivery.Each) =>
        Fed(AddInput(name, initial, delivery), events);

    /// <summary>
    /// Runs from the start to the end, until a node terminates, or until cancelled. A run can be made once.
    /// </summary>
    /// <param name="cancellation">Ends the run after the current cycle, without an exception.</param>
    /// <exception cref="InvalidOperationException">
    /// It has run before; or an input from outside is wired, which nothing feeds here.
    /// </exception>
    /// <exception cref="SourceException">
    /// A source failed, goes back in time, or has more events at an instant than allowed.
    /// </exception>
    public void Run(CancellationToken cancellation = default)
    {
        if (_hasRun)
        {
            throw new InvalidOperationException(
                "This historical runtime has run already, and its sources are used up. Build another to run again.");
        }

        Executor.Access.Enter();
        try
        {
            RunEntered(cancellation);
        }
        catch
        {
            _ = _feeds.CloseSources(); // what it fails with is less than what has failed before
            throw;
        }
        finally
        {
            Inputs.EndRun();
            Executor.Access.Exit();
        }
    }

    /// <summary>Code from outside would run at another cycle each time.</summary>
    private protected override void CheckPostable()
    {
        if (Executor.Owner.IsHere || !(_hasRun || Executor.Owner.IsTaken)) return;
        throw new InvalidOperationException(
            "Code was posted to a historical run from outside of it. It would run at another cycle each time, and the "
            + "run would not give the same result again. Post before the run, or from a node or posted code of it.");
    }

    private void RunEntered(CancellationToken cancellation)
    {
        Executor.ApplyDeferred(); // what was swept needs no source, what was spawned may feed its own
        RefuseOutsideInputs();
        while (Inputs.HasSignals) Inputs.Poll(Executor); // from inputs that have left; a paced run would not wait
        _hasRun = true;
        using CancellationTokenRegistration registration =
            cancellation.UnsafeRegister(static inputs => ((InputDriver)inputs!).Interrupt(), Inputs);
        _feeds.Open(_start, _end ?? Instant.MaxValue);
        Loop(cancellation);
        if (_feeds.CloseSources() is { } failure) throw failure;
        Progress?.Report(Now);
    }

    private void Loop(CancellationToken cancellation)
    {
        var limit = new CycleLimit(MaxCyclesPerInstant, _feeds);
        var pace = double.IsPositiveInfinity(Speed) ? null : new Pace(Speed, _start, Inputs);
        var reports = new ReportInterval(pace is null ? CyclesBetweenReports : 1);
        while (!cancellation.IsCancellationRequested)
        {
            RunPosted();
            if (cancellation.IsCancellationRequested || !TryFindNext(out Instant next)) return;
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

    /// <summary>Finds the instant of the next cycle.</summary>
    /// <returns>False when the run is over.</returns>
    private bool TryFindNext(out Instant next)
    {
        next = Now;
        if (Executor.HasPendingWork) return true;
        Instant timer = Executor.NextTimer;
        next = _feeds.NextDeadline;
        if (timer < next) next = timer;
        if (_work.HasSignals || Inputs.HasSignals)
        {
            bool mayGoOn = _work.IsBusy || Inputs.HasPendingInputs; // work, or its results
            next = mayGoOn ? Now : Instant.Min(next, _work.NextDeadline);
            if (mayGoOn) return true;
        }

        if (_end is not { } end) return !_feeds.IsExhausted;
        if (next <= end && (next < Instant.MaxValue || !_feeds.IsExhausted)) return true;
        next = end;
        return Now < end;
    }

    private void RefuseOutsideInputs()
    {
        const string Reason =
            "a historical run takes nothing from outside, because it would not give the same result again. Let values "
            + "enter through Runtime.AddInput and feed it.";
        foreach (Node node in Executor.Nodes)
        {
            NodeInput? input = node.FirstInput;
            while (input is { IsFromOutside: false }) input = input.Next;
            if (input is null) continue;
            throw new InvalidOperationException(
                $"{node} has an input that no source feeds ({input.GetType().Name}): {Reason}");
        }

        Inputs.Refusal = Reason;
    }

    private void CheckFeedable(Node input)
    {
        Executor.Access.CheckVerb(input);
        if (!_hasRun) return;
        throw new InvalidOperationException(
            $"{input} cannot be fed any more: the run has started. Feed all inputs before.");
    }

    private Input<T> Fed<T>(Input<T> input, IEnumerable<Timestamped<T>> events)
    {
        Feed(input, events);
        return input;
    }

    private static void ThrowFedTwice(Node input) => throw new InvalidOperationException(
        $"{input} is fed already. Merge its sources into one, or add another input.");
}
