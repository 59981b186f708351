namespace Spaxiom.Graph;

/// <summary>
/// Live engine time as the framework's clock: the host's, and after a start at another instant or speed what the host's
/// comes to then. From any thread.
/// </summary>
/// <remarks>It does not follow the slew of engine time, which is at most 1 ms per second.</remarks>
/// <param name="host">The host's clock.</param>
internal sealed class LiveTimeProvider(TimeProvider host) : TimeProvider
{
    private volatile Origin? _origin; // null while it is the host's clock

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => host.LocalTimeZone;

    /// <summary>Lets it go through an instant of engine time and the host's timestamp of it, at a speed.</summary>
    internal void Begin((Instant Engine, long Host) anchor, double speed) =>
        _origin = new Origin(anchor.Host, anchor.Engine.ToDateTimeOffset(), speed);

    public override DateTimeOffset GetUtcNow() =>
        _origin is { } origin ? origin.Start + Elapsed(origin) : host.GetUtcNow();

    public override long GetTimestamp() =>
        _origin is { } origin ? Elapsed(origin).Ticks : host.GetElapsedTime(0).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(this, host.CreateTimer(callback, state, ToHost(dueTime), ToHost(period)));

    private TimeSpan Elapsed(Origin origin) => host.GetElapsedTime(origin.HostTimestamp) * origin.Speed;

    /// <summary>How long that is on the host's clock; no timer waits longer than the host's can.</summary>
    private TimeSpan ToHost(TimeSpan time)
    {
        if (_origin is not { } origin || time <= TimeSpan.Zero) return time; // negative: none, or the host's error
        double milliseconds = Math.Ceiling(time.TotalMilliseconds / origin.Speed);
        return TimeSpan.FromMilliseconds(Math.Min(milliseconds, uint.MaxValue - 1.0));
    }

    private sealed record Origin(long HostTimestamp, DateTimeOffset Start, double Speed);

    private sealed class ScaledTimer(LiveTimeProvider clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            timer.Change(clock.ToHost(dueTime), clock.ToHost(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
