namespace Spaxiom.Graph.Tests;

/// <summary>A host whose clocks move on by a step whenever the monotonic one is read.</summary>
internal sealed class TickingHost(TimeSpan step) : TimeProvider
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private long _ticks;

    /// <summary>By how much the wall clock is ahead of where it began, apart from the monotonic one.</summary>
    internal TimeSpan Ahead { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks += step.Ticks;

    public override DateTimeOffset GetUtcNow() => s_noon + TimeSpan.FromTicks(_ticks) + Ahead;
}
