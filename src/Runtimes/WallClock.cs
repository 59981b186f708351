namespace Spaxiom.Graph;

/// <summary>
/// Live engine time: the host's monotonic clock, tied to its wall clock when the first run starts and multiplied by a speed.
/// It never goes back and never jumps; when the wall clock drifts away, it is slewed back by at most 1 ms per second.
/// </summary>
internal sealed class WallClock : Clock
{
    private const double MaxSlew = 0.001; // 1 ms per second
    private const double NanosecondsPerSecond = 1e9;
    private const long Resolution = 100; // ns: differences of engine times are then exact as TimeSpan

    private readonly TimeProvider _host;
    private readonly double _nanosecondsPerTick; // of the host's monotonic clock
    private double _speed = 1;
    private Instant? _start;       // where engine time begins; null for the wall clock's time
    private bool _started;
    private Instant _wallOrigin;   // wall time when engine time was _engineOrigin
    private Instant _engineOrigin;
    private long _anchorTicks;     // monotonic time of the last look at the wall clock
    private Instant _anchor;       // engine time then
    private double _behind;        // engine nanoseconds it was then behind the wall clock, negative when ahead
    private long _nextLook;        // monotonic time of the next look at the wall clock

    internal WallClock(TimeProvider host)
    {
        (_host, _nanosecondsPerTick) = (host, NanosecondsPerSecond / host.TimestampFrequency);
        Tie(ReadWall());
    }

    /// <summary>Lets engine time begin at an instant instead of the wall clock's.</summary>
    internal void BeginAt(Instant start)
    {
        _start = start;
        Tie(start);
    }

    /// <summary>Ties engine time to the wall clock, once, when the first run starts.</summary>
    internal void Start(double speed, Instant notBefore)
    {
        if (_started) return;
        (_started, _speed) = (true, speed);
        Instant origin = _start ?? ReadWall();
        Tie(origin > notBefore ? origin : notBefore);
    }

    internal override Instant Read()
    {
        long ticks = _host.GetTimestamp();
        Instant now = At(ticks);
        if (ticks >= _nextLook) Slew(ticks, now);
        return now;
    }

    /// <summary>Milliseconds of wall time until engine time is there; negative when it was.</summary>
    internal double WallMsUntil(Instant instant) => (instant - At(_host.GetTimestamp())).TotalMilliseconds / _speed;

    private void Tie(Instant engine)
    {
        (_engineOrigin, _wallOrigin) = (engine, ReadWall());
        (_anchor, _anchorTicks) = (engine, _host.GetTimestamp());
        _behind = 0;
        _nextLook = _anchorTicks + _host.TimestampFrequency;
    }

    /// <summary>Looks how far engine time is from what the wall clock says; from now on it approaches that.</summary>
    private void Slew(long ticks, Instant now)
    {
        double wallElapsed = ReadWall().UnixNanoseconds - (double)_wallOrigin.UnixNanoseconds;
        double engineElapsed = now.UnixNanoseconds - (double)_engineOrigin.UnixNanoseconds;
        _behind = (wallElapsed * _speed) - engineElapsed;
        (_anchor, _anchorTicks, _nextLook) = (now, ticks, ticks + _host.TimestampFrequency);
    }

    private Instant At(long ticks)
    {
        double elapsed = (ticks - _anchorTicks) * _nanosecondsPerTick * _speed;
        double slewed = Math.Clamp(_behind, elapsed * -MaxSlew, elapsed * MaxSlew);
        long nanoseconds = _anchor.UnixNanoseconds + (long)(elapsed + slewed);
        return new Instant(nanoseconds - (nanoseconds % Resolution));
    }

    private Instant ReadWall() => Instant.FromDateTimeOffset(_host.GetUtcNow());
}
