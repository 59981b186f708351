using System.Diagnostics;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// The host's monotonic clock in nanoseconds: a <see cref="TimeSpan"/> would round what is measured to 100 ns.
/// </summary>
internal static class HostClock
{
    private static readonly double s_nanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    /// <summary>Nanoseconds since an earlier timestamp.</summary>
    internal static double NanosecondsSince(long start) => Nanoseconds(start, Stopwatch.GetTimestamp());

    /// <summary>Nanoseconds from one timestamp to another.</summary>
    internal static double Nanoseconds(long start, long end) => (end - start) * s_nanosecondsPerTick;
}
