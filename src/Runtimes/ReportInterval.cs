using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// Says when a progress report is due: about ten times a second, without reading the clock in every cycle.
/// </summary>
internal struct ReportInterval(int cyclesBetweenLooks)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private long _lastReport = Stopwatch.GetTimestamp();
    private int _cycles;

    internal bool IsDue()
    {
        if (++_cycles < cyclesBetweenLooks) return false;
        _cycles = 0;
        long now = Stopwatch.GetTimestamp();
        if (Stopwatch.GetElapsedTime(_lastReport, now) < s_interval) return false;
        _lastReport = now;
        return true;
    }
}
