namespace Spaxiom.Graph.Tests;

/// <summary>A host whose two clocks the test sets: the monotonic one, and the wall clock that may be wrong.</summary>
internal sealed class FakeHost(DateTimeOffset wall, long frequency = 1_000_000_000) : TimeProvider
{
    private long _ticks = 1_000_000_007; // a monotonic clock starts anywhere

    internal DateTimeOffset Wall { get; set; } = wall;

    public override long TimestampFrequency => frequency;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => Wall;

    /// <summary>Lets time pass, during which the wall clock goes a little faster or slower.</summary>
    internal void Pass(TimeSpan time, double wallRate = 1)
    {
        _ticks += (long)(time.TotalSeconds * frequency);
        Wall += time * wallRate;
    }
}
