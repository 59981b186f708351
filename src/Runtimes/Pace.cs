using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>Holds a historical run back to a chosen speed. What it does never reaches a result.</summary>
internal sealed class Pace(double speed, Instant start, InputDriver inputs)
{
    private readonly long _origin = Stopwatch.GetTimestamp();

    /// <summary>Whether the wall clock allows the instant by now.</summary>
    internal bool IsReached(Instant instant) => RemainingMs(instant) <= 0;

    /// <summary>Waits for it, at most as long as nobody wakes the runtime.</summary>
    internal void Wait(Instant instant)
    {
        double timeoutMs = Math.Ceiling(RemainingMs(instant));
        if (timeoutMs > 0) inputs.Park((int)Math.Min(timeoutMs, int.MaxValue));
    }

    private double RemainingMs(Instant instant) =>
        ((instant - start).TotalMilliseconds / speed) - Stopwatch.GetElapsedTime(_origin).TotalMilliseconds;
}
