using System.Diagnostics;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// How long it takes from a signal on this thread until a consumer on another one runs. Signals are 200 to 300 µs
/// apart, so that a consumer that blocks is blocked each time.
/// </summary>
internal abstract class Wake
{
    private const int ShortestPauseUs = 200;
    private const int PauseRangeUs = 100;
    private const int DiscardedSignals = 50; // until the consumer's thread has started and settled

    private readonly SeededRandom _random = new(seed: 1);
    private long _woken; // when the consumer ran, on the host's clock; 0 while it has not

    /// <summary>The engine: a node with a notifier.</summary>
    internal static Wake Engine(ExecutionMode mode) => new NotifiedNode(mode);

    /// <summary>The floor of a spinning engine: a thread that looks at a flag.</summary>
    internal static Wake Flag() => new BareFlag();

    /// <summary>The floor of a parked engine: a thread that waits for an event without spinning first.</summary>
    internal static Wake Event() => new BareEvent();

    /// <summary>Sends so many signals to a consumer that is started before and stopped after.</summary>
    /// <returns>Nanoseconds from signal to consumer, for each.</returns>
    internal double[] Lap(int signals)
    {
        double[] latencies = new double[signals];
        Start();
        for (int i = -DiscardedSignals; i < signals; i++)
        {
            double latency = SignalOnce();
            if (i >= 0) latencies[i] = latency;
        }

        Stop();
        return latencies;
    }

    /// <summary>Starts the consumer's thread.</summary>
    protected abstract void Start();

    /// <summary>Makes the consumer run.</summary>
    protected abstract void Signal();

    /// <summary>Ends the consumer's thread.</summary>
    protected abstract void Stop();

    /// <summary>What the consumer does when it runs.</summary>
    protected void Consume() => Volatile.Write(ref _woken, Stopwatch.GetTimestamp());

    private double SignalOnce()
    {
        double pauseNs = (ShortestPauseUs + _random.NextInt32(PauseRangeUs)) * 1e3;
        long start = Stopwatch.GetTimestamp();
        while (HostClock.NanosecondsSince(start) < pauseNs)
        {
        }

        Volatile.Write(ref _woken, 0);
        long signalled = Stopwatch.GetTimestamp();
        Signal();
        long woken;
        while ((woken = Volatile.Read(ref _woken)) == 0)
        {
        }

        return HostClock.Nanoseconds(signalled, woken);
    }

    private sealed class NotifiedNode(ExecutionMode mode) : Wake
    {
        private RealtimeRuntime _runtime = null!;
        private Notifier _notifier = null!;
        private Task _run = null!;

        protected override void Start()
        {
            _runtime = new RealtimeRuntime(mode);
            (_, _notifier) = NodeBuilder.Create(0).BuildWithNotifier(
                _runtime.Executor,
                (ref int _, in CycleContext _) =>
                {
                    Consume();
                    return Control.Unchanged;
                });
            _run = _runtime.RunAsync();
        }

        protected override void Signal() => _notifier.Notify();

        protected override void Stop()
        {
            _runtime.Stop();
            _run.Wait();
            _runtime.Dispose();
        }
    }

    private abstract class BareThread : Wake
    {
        private Thread _thread = null!;

        protected bool IsStopping { get; private set; }

        protected sealed override void Start()
        {
            IsStopping = false;
            _thread = new Thread(Loop);
            _thread.Start();
        }

        protected sealed override void Stop()
        {
            IsStopping = true;
            Signal();
            _thread.Join();
        }

        protected abstract void Loop();
    }

    private sealed class BareFlag : BareThread
    {
        private bool _signalled;

        protected override void Signal() => Volatile.Write(ref _signalled, true);

        protected override void Loop()
        {
            while (true)
            {
                while (!Volatile.Read(ref _signalled))
                {
                }

                Volatile.Write(ref _signalled, false);
                if (IsStopping) return;
                Consume();
            }
        }
    }

    private sealed class BareEvent : BareThread
    {
        private readonly ManualResetEventSlim _signalled = new(initialState: false, spinCount: 0);

        protected override void Signal() => _signalled.Set();

        protected override void Loop()
        {
            while (true)
            {
                _signalled.Wait();
                _signalled.Reset();
                if (IsStopping) return;
                Consume();
            }
        }
    }
}
