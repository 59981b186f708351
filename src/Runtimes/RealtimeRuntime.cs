using System.Runtime.InteropServices;

namespace Spaxiom.Graph;

/// <summary>Runs a graph live, on the thread that calls <see cref="Run"/> or on one of its own.</summary>
/// <remarks>
/// It may be stopped and run again; engine time goes on meanwhile. Timers are never early, and late by at most the
/// host's timer resolution (about 1 ms when parked) plus the length of the cycle before.
/// </remarks>
public sealed class RealtimeRuntime : Runtime
{
    private readonly ExecutionMode _mode;
    private readonly WallClock _clock;
    private readonly Lock _runGate = new();
    private readonly ManualResetEventSlim _finished = new(initialState: true); // set while no run is going on
    private bool _running;           // guarded by _runGate
    private bool _disposed;          // guarded by _runGate
    private volatile bool _stopping; // whether the run that is going on shall end; written within _runGate

    /// <summary>A live runtime whose engine time is the wall clock's.</summary>
    /// <param name="mode">What it does while nothing is ready.</param>
    public RealtimeRuntime(ExecutionMode mode)
        : this(mode, TimeProvider.System)
    {
    }

    internal RealtimeRuntime(ExecutionMode mode, TimeProvider host)
        : this(mode, new WallClock(host))
    {
    }

    private RealtimeRuntime(ExecutionMode mode, WallClock clock)
        : base(clock) => (_mode, _clock) = (Guard.Defined(mode), clock);

    /// <summary>How many times faster than the wall clock engine time runs: above 0, default 1.</summary>
    public double Speed
    {
        get;
        init => field = Guard.PositiveFinite(value);
    } = 1;

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
            Executor.BeginAt(start);
        }
    }

    /// <summary>
    /// How long before a timer's deadline a parked runtime wakes up and spins, in wall time: 0, the default, never
    /// spins.
    /// </summary>
    public TimeSpan SpinAhead
    {
        get;
        init => field = Guard.NotNegative(value);
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

        Inputs.Wake();
    }

    /// <summary>Opens the sender that feeds an input from other threads.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="input">
    /// An input of this runtime without a sender; for further producers clone the one it has.
    /// </param>
    /// <param name="capacity">How many values can wait, from 1.</param>
    /// <param name="fullMode">What happens to a value sent to a full channel.</param>
    public Sender<T> OpenSender<T>(Input<T> input, int capacity, FullMode fullMode = FullMode.Wait)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.OpenSender(Executor, capacity, fullMode);
    }

    /// <summary>
    /// Opens the sender that feeds a burst input from other threads; all values of a cut arrive together.
    /// </summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="input">
    /// An input of this runtime without a sender; for further producers clone the one it has.
    /// </param>
    /// <param name="capacity">How many items can wait, from 1.</param>
    /// <param name="fullMode">What happens to an item sent to a full channel.</param>
    public Sender<T> OpenSender<T>(BurstInput<T> input, int capacity, FullMode fullMode = FullMode.Wait)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.OpenSender(Executor, capacity, fullMode);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!Executor.IsOwnedHere)
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

            Executor.Claim(thread);
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
            Executor.Begin();
            try
            {
                using CancellationTokenRegistration registration =
                    cancellation.UnsafeRegister(static inputs => ((InputDriver)inputs!).Wake(), Inputs);
                using var signals = HandleSignals ? new SignalStop(Stop) : null;
                _clock.Start(Speed, Now);
                Loop(EndOf(limit), cancellation);
            }
            finally
            {
                Executor.Exit();
            }
        }
        finally
        {
            EndRun();
        }
    }

    /// <summary>When a run that begins now and lasts that long ends; the end of time at the latest.</summary>
    private Instant EndOf(TimeSpan? duration)
    {
        Instant now = _clock.Read();
        return duration < Instant.MaxValue - now ? now + duration.Value : Instant.MaxValue;
    }

    private void Loop(Instant limit, CancellationToken cancellation)
    {
        Instant served = Instant.MinValue; // the timers served after the end go up to here
        while (!IsEnding())
        {
            RunPosted();
            if (IsEnding()) return;
            CycleOutcome outcome = Executor.RunCycles(limit);
            if (outcome == CycleOutcome.Terminated) return;
            if (Now >= limit)
            {
                Instant next = Executor.NextTimer;
                if (next > limit || next <= served) return; // a node that asks for the past again and again
                served = next;
            }

            if (outcome == CycleOutcome.Ran || Executor.IsInterrupted) continue;
            if (_mode == ExecutionMode.Park) ParkUntil(limit);
        }

        bool IsEnding() => _stopping || cancellation.IsCancellationRequested;
    }

    /// <summary>Blocks until there is something to poll, or the next timer or the end of the run is near.</summary>
    private void ParkUntil(Instant limit)
    {
        Instant next = Executor.NextTimer < limit ? Executor.NextTimer : limit;
        if (next == Instant.MaxValue)
        {
            Inputs.Park(Timeout.Infinite);
            return;
        }

        double timeoutMs = Math.Ceiling(_clock.WallMsUntil(next) - SpinAhead.TotalMilliseconds);
        if (timeoutMs > 0) Inputs.Park((int)Math.Min(timeoutMs, int.MaxValue));
    }

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
