using System.Diagnostics;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// How long after its deadline a timer is served. Deadlines are 500 to 1500 µs ahead, off the host's grid.
/// </summary>
internal static class Lateness
{
    private const int ShortestUs = 500;
    private const int RangeUs = 1_000;
    private const int Seed = 1;
    private const double NanosecondsPerUs = 1e3;
    private const double NanosecondsPerMs = 1e6;

    /// <summary>One timer of a live runtime, set again when it fires.</summary>
    /// <returns>Nanoseconds late, for each firing.</returns>
    internal static double[] EngineLap(ExecutionMode mode, int firings)
    {
        using var runtime = new RealtimeRuntime(mode);
        LateNode node = runtime.Executor.Add(new LateNode(firings));
        runtime.Executor.Yield(node);
        runtime.Run();
        return node.LatenessNs;
    }

    /// <summary>The floor of a spinning engine: a loop that looks at the clock until it is time.</summary>
    internal static double[] LoopLap(int firings) => BareLap(firings, static (set, aheadNs) =>
    {
        while (HostClock.NanosecondsSince(set) < aheadNs)
        {
        }
    });

    /// <summary>
    /// The floor of a parked engine: an event that nobody sets, with a time-out in whole milliseconds.
    /// </summary>
    internal static double[] WaitLap(int firings)
    {
        using var never = new ManualResetEventSlim(initialState: false, spinCount: 0);
        return BareLap(firings, (set, aheadNs) =>
        {
            double leftMs = (aheadNs - HostClock.NanosecondsSince(set)) / NanosecondsPerMs;
            if (leftMs > 0) never.Wait((int)Math.Ceiling(leftMs));
        });
    }

    private static double[] BareLap(int firings, Action<long, double> wait)
    {
        var random = new SeededRandom(Seed);
        double[] lateness = new double[firings];
        for (int i = 0; i < firings; i++)
        {
            double aheadNs = NextAheadUs(random) * NanosecondsPerUs;
            long set = Stopwatch.GetTimestamp();
            wait(set, aheadNs);
            lateness[i] = HostClock.NanosecondsSince(set) - aheadNs;
        }

        return lateness;
    }

    private static int NextAheadUs(SeededRandom random) => ShortestUs + random.NextInt32(RangeUs);

    /// <summary>
    /// Measures from the cycle that sets the timer to the cycle that it causes, beyond the delay. Engine time counts
    /// in steps of 100 ns and the delay from the last step, so that the result may be a little below zero.
    /// </summary>
    private sealed class LateNode(int firings) : Node<int>
    {
        private readonly SeededRandom _random = new(Seed);
        private double _aheadNs;
        private long _set;

        internal double[] LatenessNs { get; } = new double[firings];

        protected override Control OnCycle(in CycleContext context)
        {
            long here = Stopwatch.GetTimestamp();

            // The first cycle comes of a yield and only sets the timer.
            if (State > 0) LatenessNs[State - 1] = HostClock.Nanoseconds(_set, here) - _aheadNs;
            if (State++ == firings) return Control.Terminate;
            int aheadUs = NextAheadUs(_random);
            (_aheadNs, _set) = (aheadUs * NanosecondsPerUs, here);
            context.ScheduleAfter(TimeSpan.FromMicroseconds(aheadUs));
            return Control.Unchanged;
        }
    }
}
