using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <summary>
/// Runs background work in virtual time, on the thread of the run. A poll lets all of it go on until each piece has
/// ended or waits for an engine timer; so what it comes to, and when, depends on nothing but the run.
/// </summary>
/// <param name="clock">Engine time.</param>
internal sealed class VirtualWorkHost(Clock clock) : Driver, IWorkHost
{
    private const int PatienceMs = 30_000; // of wall time, for work that waits for something else than engine time

    private readonly AsyncLocal<WorkPiece?> _current = new(); // on whose behalf code runs, across its waits
    private readonly object _gate = new();
    private WorkContext? _context;
    private EngineTimeProvider? _timeProvider;

    // Guarded by the gate.
    private readonly Queue<Posted> _posted = new();     // continuations, which run on the thread of the run
    private readonly PriorityQueue<EngineTimer, TimerKey> _timers = new(); // stale entries are passed over
    private readonly List<WorkPiece> _running = [];     // in the order of their starts
    private long _timerSequence;
    private int _stale; // entries of _timers that count no more

    public TimeProvider TimeProvider => _timeProvider ??= new EngineTimeProvider(this);

    public bool IsVirtual => true;

    /// <summary>The instant of the next timer of work; <see cref="Instant.MaxValue"/> without one.</summary>
    internal override Instant NextDeadline
    {
        get
        {
            if (!HasSignals) return Instant.MaxValue; // nothing waits
            lock (_gate)
            {
                while (_timers.TryPeek(out EngineTimer? timer, out TimerKey key))
                {
                    if (timer.IsPending(key)) return key.Due;
                    _timers.Dequeue();
                    _stale--;
                }

                return Instant.MaxValue;
            }
        }
    }

    /// <summary>Whether some work would go on in a poll at the present instant, or may end at any moment.</summary>
    internal bool IsBusy
    {
        get
        {
            if (!HasSignals) return false;
            lock (_gate) return _posted.Count > 0 || FindUnsettled() is not null;
        }
    }

    private Instant Now => clock.Read();

    public void Begin(WorkPiece piece)
    {
        piece.Context ??= CaptureContext(piece);
        lock (_gate)
        {
            piece.IsRunning = true;
            piece.PendingTimers = 0;
            _running.Add(piece);
        }

        HasSignals = true;
        SynchronizationContext? outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context ??= new WorkContext(this));
        try
        {
            ExecutionContext.Run(piece.Context, static state => ((WorkPiece)state!).Execute(), piece);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    public void OnEnded(WorkPiece piece)
    {
        lock (_gate)
        {
            piece.IsRunning = false;
            _running.Remove(piece);
            Monitor.PulseAll(_gate);
        }
    }

    internal override void Poll(Executor executor)
    {
        SynchronizationContext? outer = SynchronizationContext.Current;
        try
        {
            FireDue(clock.Read());
            while (true)
            {
                RunPosted();
                if (!WaitUntilSettled()) break;
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
            lock (_gate) HasSignals = _running.Count > 0 || _timers.Count > 0 || _posted.Count > 0;
        }
    }

    private ExecutionContext CaptureContext(WorkPiece piece)
    {
        _current.Value = piece;
        ExecutionContext context = ExecutionContext.Capture()
            ?? throw new InvalidOperationException(
                $"{piece.Node} cannot start background work in virtual time while the flow of the execution context "
                + "is suppressed on this thread. Restore the flow first.");
        _current.Value = null;
        return context;
    }

    /// <summary>Runs the due timers in total order, without a context: what waits for them goes on here.</summary>
    private void FireDue(Instant now)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        while (true)
        {
            EngineTimer? timer;
            lock (_gate)
            {
                if (!_timers.TryPeek(out timer, out TimerKey key) || key.Due > now) return;
                _timers.Dequeue();
                if (!timer.IsPending(key))
                {
                    _stale--;
                    continue;
                }

                timer.Elapse(now);
            }

            timer.Call();
        }
    }

    private void RunPosted()
    {
        SynchronizationContext.SetSynchronizationContext(_context ??= new WorkContext(this));
        while (true)
        {
            Posted posted;
            lock (_gate)
            {
                if (!_posted.TryDequeue(out posted)) return;
            }

            try
            {
                posted.Callback(posted.State);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException(
                    $"Code that background work had left running threw {exception.GetType().Name}: {exception.Message} "
                    + "Await what work starts, so that its failure is its result.",
                    exception);
            }
        }
    }

    /// <summary>Waits for work that is under way outside this thread.</summary>
    /// <returns>False when there is none: every piece has ended or waits for engine time.</returns>
    private bool WaitUntilSettled()
    {
        lock (_gate)
        {
            while (_posted.Count == 0)
            {
                if (FindUnsettled() is not { } piece) return false;
                if (!Monitor.Wait(_gate, PatienceMs)) ThrowStuck(piece);
            }

            return true;
        }
    }

    /// <summary>The first piece that neither has ended nor waits for engine time.</summary>
    private WorkPiece? FindUnsettled()
    {
        foreach (WorkPiece piece in _running)
        {
            if (piece.PendingTimers == 0) return piece;
        }

        return null;
    }

    private void Post(SendOrPostCallback callback, object? state)
    {
        lock (_gate)
        {
            _posted.Enqueue(new Posted(callback, state));
            HasSignals = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Removes the entries that count no more, once they are the most.</summary>
    private void Compact()
    {
        const int AlwaysTolerated = 64;
        if (++_stale <= Math.Max(AlwaysTolerated, _timers.Count / 2)) return;
        (EngineTimer, TimerKey)[] pending =
            [.. _timers.UnorderedItems.Where(entry => entry.Element.IsPending(entry.Priority))];
        _timers.Clear();
        _timers.EnqueueRange(pending);
        _stale = 0;
    }

    [DoesNotReturn]
    private void ThrowStuck(WorkPiece piece) => throw new InvalidOperationException(
        $"{piece.Node} waits at {clock.Read()} for its background work #{piece.Id}, which has given no sign of life "
        + $"for {PatienceMs / 1000} s of wall time. In virtual time work may wait for Runtime.TimeProvider; anything "
        + "else holds time. Let it end, or replace it by recorded or simulated values.");

    private readonly record struct Posted(SendOrPostCallback Callback, object? State);

    /// <summary>Orders timers by instant, then in the order in which they were set.</summary>
    private readonly record struct TimerKey(Instant Due, long Sequence) : IComparable<TimerKey>
    {
        public int CompareTo(TimerKey other)
        {
            int byDue = Due.CompareTo(other.Due);
            return byDue != 0 ? byDue : Sequence.CompareTo(other.Sequence);
        }
    }

    /// <summary>Brings continuations back to the thread of the run.</summary>
    private sealed class WorkContext(VirtualWorkHost host) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => host.Post(d, state);

        public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException(
            "Background work in virtual time cannot be waited for from another thread. Use Post, or await it.");

        public override SynchronizationContext CreateCopy() => this;
    }

    /// <summary>Engine time as the framework's clock.</summary>
    private sealed class EngineTimeProvider(VirtualWorkHost host) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override long TimestampFrequency => 1_000_000_000;

        public override DateTimeOffset GetUtcNow() => host.Now.ToDateTimeOffset();

        public override long GetTimestamp() => host.Now.UnixNanoseconds;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ArgumentNullException.ThrowIfNull(callback);
            var timer = new EngineTimer(host, callback, state);
            timer.Change(dueTime, period);
            return timer;
        }
    }

    /// <summary>A timer that background work has set.</summary>
    private sealed class EngineTimer : ITimer
    {
        private readonly VirtualWorkHost _host;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private readonly WorkPiece? _piece; // that waits for it, if it was set on behalf of one
        private readonly long _pieceId;

        // Guarded by the host's gate.
        private TimeSpan _period;
        private TimerKey _key;
        private bool _isPending;
        private bool _isDisposed;

        internal EngineTimer(VirtualWorkHost host, TimerCallback callback, object? state)
        {
            (_host, _callback, _state) = (host, callback, state);
            _piece = host._current.Value;
            _pieceId = _piece?.Id ?? 0;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            CheckTime(dueTime, nameof(dueTime));
            CheckTime(period, nameof(period));
            lock (_host._gate)
            {
                if (_isDisposed) return false;
                Forget();
                _period = period;
                if (dueTime >= TimeSpan.Zero) SetFor(_host.Now, dueTime);
                Monitor.PulseAll(_host._gate);
                return true;
            }
        }

        public void Dispose()
        {
            lock (_host._gate)
            {
                _isDisposed = true;
                Forget();
                Monitor.PulseAll(_host._gate);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        /// <summary>Whether an entry of the queue is the one that counts.</summary>
        internal bool IsPending(TimerKey key) => _isPending && _key == key;

        /// <summary>The timer has come: a periodic one is set for the next time.</summary>
        internal void Elapse(Instant now)
        {
            Stop();
            if (_period > TimeSpan.Zero) SetFor(now, _period);
        }

        /// <summary>Calls back as the code that set it.</summary>
        internal void Call()
        {
            if (_context is null) _callback(_state);
            else ExecutionContext.Run(_context, static timer => ((EngineTimer)timer!).CallBack(), this);
        }

        private static void CheckTime(TimeSpan time, string name)
        {
            if (time >= TimeSpan.Zero || time == Timeout.InfiniteTimeSpan) return;
            throw new ArgumentOutOfRangeException(
                name, time, $"{name} must be zero or more, or Timeout.InfiniteTimeSpan.");
        }

        private void CallBack() => _callback(_state);

        private void SetFor(Instant now, TimeSpan delay)
        {
            _key = new TimerKey(now.AddSaturating(delay), ++_host._timerSequence);
            _isPending = true;
            _host._timers.Enqueue(this, _key);
            _host.HasSignals = true;
            if (_piece?.Id == _pieceId) _piece.PendingTimers++;
        }

        private void Forget()
        {
            if (!_isPending) return;
            Stop();
            _host.Compact();
        }

        private void Stop()
        {
            _isPending = false;
            if (_piece?.Id == _pieceId) _piece.PendingTimers--;
        }
    }
}
