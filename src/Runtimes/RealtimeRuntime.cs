using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Spaxiom.Graph;

/// <summary>Runs a graph live, on the thread that calls <see cref="Run"/> or on one of its own.</summary>
/// <remarks>
/// It may be stopped and run again; engine time goes on meanwhile. Timers are never early, and late by at most the
/// host's timer resolution (about 1 ms when parked) plus the length of the cycle before. Live engine time ends at the
/// last whole second of <see cref="Instant"/>, 2262-04-11T23:47:16Z: a run that gets there fails.
/// </remarks>
public sealed class RealtimeRuntime : Runtime
{
    private const int MaxParkMs = 10_000; // so that a gap after a pause of the machine is noticed that soon

    private readonly ExecutionMode _mode;
    private readonly WallClock _clock;
    private readonly LiveTimeProvider _time;
    private readonly Lock _runGate = new();

    // Written within _runGate.
    private readonly ManualResetEventSlim _finished = new(initialState: true); // set while no run is going on
    private bool _running;
    private bool _disposed;
    private volatile bool _stopping; // whether the run that is going on shall end; read without the gate

    /// <summary>A live runtime whose engine time is the wall clock's.</summary>
    /// <param name="mode">What it does while nothing is ready.</param>
    public RealtimeRuntime(ExecutionMode mode)
        : this(mode, TimeProvider.System)
    {
    }

    internal RealtimeRuntime(ExecutionMode mode, TimeProvider host)
        : this(mode, new WallClock(host), new LiveTimeProvider(host))
    {
    }

    private RealtimeRuntime(ExecutionMode mode, WallClock clock, LiveTimeProvider time)
        : base(clock, new PoolWorkHost(time))
    {
        (_mode, _clock, _time) = (Guard.Defined(mode), clock, time);
        _clock.StepDue = Inputs.Interrupt; // so that the run loop takes the step between two cycles
    }

    /// <summary>
    /// Raised after engine time was stepped, before the first cycle that sees it: see <see cref="MaxSlewGap"/>.
    /// </summary>
    /// <remarks>
    /// Called on the executor's thread, between two cycles. A handler that throws ends the run with its exception.
    /// </remarks>
    public event Action<TimeStep>? TimeStepped;

    /// <summary>
    /// How many times faster than the wall clock engine time runs: from 0.000001 to 1,000,000, default 1.
    /// </summary>
    /// <remarks>
    /// Slower, the smallest step of engine time, 100 ns, would take longer than 0.1 s. Faster, the millisecond by which
    /// a parked runtime may be late would be more than 17 minutes: to run as fast as possible, use a
    /// <see cref="HistoricalRuntime"/>.
    /// </remarks>
    public double Speed
    {
        get;
        init
        {
            if (value is not (>= WallClock.MinSpeed and <= WallClock.MaxSpeed)) ThrowSpeed(value, nameof(Speed));
            field = value;
        }
    } = 1;

    /// <summary>
    /// By how much wall time engine time may lag behind the wall clock and still be slewed, at 1 ms per second; above
    /// zero, default 10 s. A longer lag is that of a machine that was suspended: it is made up for by one step between
    /// two cycles, and all timers that are due by then share a cycle.
    /// </summary>
    /// <remarks>
    /// A lag is found within a second by a runtime that runs cycles, and within 10 s by one that is parked. Engine time
    /// that is ahead of the wall clock is slewed, however far it is. <see cref="TimeSpan.MaxValue"/> means never to
    /// step.
    /// </remarks>
    public TimeSpan MaxSlewGap
    {
        get => _clock.MaxSlewGap;
        init => _clock.MaxSlewGap = Guard.Positive(value, nameof(MaxSlewGap));
    }

    /// <summary>
    /// Where engine time begins when the first run starts; null, the default, for the wall clock's time.
    /// </summary>
    public Instant? Start
    {
        get;
        init
        {
            field = value;
            if (value is not { } start) return;
            _clock.BeginAt(start);
            Executor.Now = start;
        }
    }

    /// <summary>
    /// How long before a timer's deadline a parked runtime wakes up and spins, in wall time: 0, the default, never
    /// spins.
    /// </summary>
    public TimeSpan SpinAhead
    {
        get;
        init => field = Guard.NotNegative(value, nameof(SpinAhead));
    }

    /// <summary>
    /// Whether SIGINT, SIGTERM, SIGHUP and SIGQUIT end a run after the current cycle instead of ending the process. A
    /// second signal ends the process. Default false.
    /// </summary>
    public bool HandleSignals { get; init; }

    /// <summary>
    /// Runs on this thread until <see cref="Stop"/>, cancellation, or a node that terminates; each ends it after the
    /// current cycle, without an exception.
    /// </summary>
    /// <exception cref="NodeException">A node with <see cref="ErrorPolicy.FailFast"/> threw.</exception>
    /// <exception cref="InvalidOperationException">It is running already, or a feedback is not bound.</exception>
    public void Run(CancellationToken cancellation = default)
    {
        BeginRun(Environment.CurrentManagedThreadId);
        RunClaimed(limit: null, cancellation);
    }

    /// <summary>
    /// Runs on this thread for a duration of engine time, or until stopped; timers due exactly at its end run.
    /// </summary>
    /// <param name="duration">Engine time, that is wall time times <see cref="Speed"/>. Must not be negative.</param>
    public void RunFor(TimeSpan duration)
    {
        Guard.NotNegative(duration);
        BeginRun(Environment.CurrentManagedThreadId);
        RunClaimed(duration, CancellationToken.None);
    }

    /// <summary>Runs on a thread of its own, to which the executor belongs from this call on.</summary>
    /// <param name="cancellation">Ends the run after the current cycle.</param>
    /// <returns>Completes when the run has ended, and fails with what <see cref="Run"/> would have thrown.</returns>
    public Task RunAsync(CancellationToken cancellation = default)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                RunClaimed(limit: null, cancellation);
                ended.SetResult();
            }
            catch (Exception exception)
            {
                ended.SetException(exception);
            }
        })
        {
            IsBackground = true,
            Name = "Spaxiom.Graph runtime",
        };
        BeginRun(thread.ManagedThreadId);
        try
        {
            thread.Start();
        }
        catch
        {
            Executor.Owner.Release(); // the thread that owns it never came to be
            EndRun();
            throw;
        }

        return ended.Task;
    }

    /// <summary>
    /// Ends the run that is going on, after its current cycle. From any thread; does nothing without a run.
    /// </summary>
    public void Stop()
    {
        lock (_runGate)
        {
            if (!_running) return;
            _stopping = true;
        }

        Inputs.Interrupt();
    }

    /// <summary>
    /// Opens the sender that feeds an input from other threads. How what was sent enters, the input's delivery says.
    /// </summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="input">
    /// An input of this runtime without a sender; for further producers clone the one it has.
    /// </param>
    /// <param name="capacity">How many items can wait, from 1.</param>
    /// <param name="fullMode">What happens to an item sent to a full channel.</param>
    /// <param name="onDropped">
    /// Called for each item that is discarded, on the thread whose send discards it, after that send has put its own
    /// item in; no lock is held. An exception of it leaves that send. Null, the default, for no call.
    /// </param>
    public Sender<T> OpenSender<T>(
        IInput<T> input, int capacity, FullMode fullMode = FullMode.Wait, Action<T>? onDropped = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Inlet.OpenSender(Executor, capacity, fullMode, onDropped);
    }

    /// <summary>
    /// Makes a batch, which one thread at a time fills and sends to several inputs: it enters whole, in one cycle.
    /// </summary>
    /// <remarks>
    /// <para>Its inputs need a sender (<see cref="OpenSender"/>). If one of them waits when it is full, the batch
    /// waits, and no input discards it. Otherwise the batch is discarded whole, at every input, when an input discards
    /// an item of it.</para>
    /// <para>Any thread may make batches, and any number of them.</para>
    /// </remarks>
    public InputBatch CreateBatch() => new SendBatch(Executor, Inputs);

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!Executor.Owner.IsHere)
        {
            lock (_runGate) _disposed = true;
            Stop();
            _finished.Wait();
        }

        base.Dispose();
    }

    /// <summary>
    /// Claims the one run there can be at a time, so that a <see cref="Stop"/> from now on is meant for it, and the
    /// executor for the thread of that run.
    /// </summary>
    private void BeginRun(int thread)
    {
        lock (_runGate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_running)
            {
                throw new InvalidOperationException(
                    "This runtime is running already. Stop that run and wait for its end before starting another.");
            }

            Executor.Access.Claim(thread);
            (_running, _stopping) = (true, false);
            _finished.Reset();
        }
    }

    private void EndRun()
    {
        lock (_runGate)
        {
            _running = false;
            _finished.Set();
        }
    }

    private void RunClaimed(TimeSpan? limit, CancellationToken cancellation)
    {
        try
        {
            Executor.Access.Begin();
            try
            {
                using CancellationTokenRegistration registration =
                    cancellation.UnsafeRegister(static inputs => ((InputDriver)inputs!).Interrupt(), Inputs);
                using var signals = HandleSignals ? new SignalStop(Stop) : null;
                if (_clock.Start(Speed, Now) && (Speed != 1 || Start is not null)) _time.Begin(_clock.Anchor, Speed);
                Loop(EndOf(limit), cancellation);
            }
            finally
            {
                Inputs.EndRun();
                Executor.Access.Exit();
            }
        }
        finally
        {
            EndRun();
        }
    }

    /// <summary>When a run that begins now and lasts that long ends; null when time itself ends before.</summary>
    private Instant? EndOf(TimeSpan? duration)
    {
        Instant now = _clock.Read();
        return duration <= WallClock.End - now ? now + duration : null;
    }

    private void Loop(Instant? end, CancellationToken cancellation)
    {
        Instant begin = Now;
        Instant limit = end ?? WallClock.End;
        Instant served = Instant.MinValue; // the timers served after the end go up to here
        while (!IsEnding())
        {
            if (_clock.IsStepDue) StepTime();
            RunPosted();
            if (IsEnding()) return;
            CycleOutcome outcome = Executor.RunCycles(limit);
            if (outcome == CycleOutcome.Terminated) return;
            if (Now >= limit)
            {
                if (end is null) ThrowTimeEnded(begin);
                Instant next = Executor.NextTimer;
                if (next > limit || next <= served) return; // a node that asks for the past again and again
                served = next;
            }

            if (outcome == CycleOutcome.Ran || Executor.IsInterrupted) continue;
            if (_mode == ExecutionMode.Park) ParkUntil(limit);
        }

        bool IsEnding() => _stopping || cancellation.IsCancellationRequested;
    }

    /// <summary>Follows the wall clock, which is far ahead, and says so.</summary>
    private void StepTime()
    {
        if (_clock.Step() is { } step) TimeStepped?.Invoke(step);
    }

    /// <summary>
    /// Blocks until there is something to poll, the next timer or the end of the run is near, or the wall clock is to
    /// be compared.
    /// </summary>
    private void ParkUntil(Instant limit)
    {
        Instant next = Executor.NextTimer < limit ? Executor.NextTimer : limit;
        double timeoutMs = Math.Ceiling(_clock.WallMsUntil(next) - SpinAhead.TotalMilliseconds);
        if (timeoutMs > 0) Inputs.Park((int)Math.Min(timeoutMs, MaxParkMs));
    }

    [DoesNotReturn]
    private void ThrowTimeEnded(Instant begin) => throw new InvalidOperationException(string.Create(
        CultureInfo.InvariantCulture,
        $"Engine time has come to its end, {WallClock.End}: the run that began at {begin} cannot go on. It was "
        + $"{Speed} times as fast as the wall clock. Start the run earlier, or run it slower."));

    [DoesNotReturn]
    private static void ThrowSpeed(double speed, string name) => throw new ArgumentOutOfRangeException(
        name,
        speed,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Speed must be from {WallClock.MinSpeed:0.000000} to {WallClock.MaxSpeed:N0}. Slower, engine time would "
            + $"seem to stand still; faster, a timer could be late by more than 17 minutes. To run as fast as "
            + $"possible, use a HistoricalRuntime."));

    /// <summary>Turns the first termination signal into a stop, for as long as it lives.</summary>
    private sealed class SignalStop : IDisposable
    {
        private static readonly PosixSignal[] s_signals =
            [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

        private readonly List<PosixSignalRegistration> _registrations = [];
        private int _signalled;

        internal SignalStop(Action stop)
        {
            foreach (PosixSignal signal in s_signals)
            {
                _registrations.Add(PosixSignalRegistration.Create(signal, context =>
                {
                    context.Cancel = Interlocked.Exchange(ref _signalled, 1) == 0;
                    stop();
                }));
            }
        }

        public void Dispose()
        {
            foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        }
    }
}
