using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// Live engine time: the host's monotonic clock, tied to its wall clock when the first run starts and multiplied by a
/// speed. It never goes back and never jumps; when the wall clock drifts away, it is slewed back by at most 1 ms per
/// second.
/// </summary>
internal sealed class WallClock : Clock
{
    private const double MaxSlew = 0.001; // 1 ms per second
    private const double UnitsPerSecond = 1e7;
    private const long UnitNs = 100; // engine time moves in these, so that its differences are exact as TimeSpan

    private readonly TimeProvider _host;
    private readonly bool _isSystem;       // its monotonic clock is Stopwatch, read without a virtual call
    private readonly double _unitsPerTick; // of the host's monotonic clock
    private double _speed = 1;
    private Instant? _start;       // where engine time begins; null for the wall clock's time
    private bool _started;
    private Instant _wallOrigin;   // wall time when engine time was _engineOrigin
    private Instant _engineOrigin;
    private long _anchorTicks;     // monotonic time of the last look at the wall clock
    private long _anchorUnits;     // engine time then
    private double _rate;          // units of engine time per monotonic tick since then
    private long _nextLook;        // monotonic time of the next look at the wall clock

    internal WallClock(TimeProvider host)
    {
        _isSystem = host == TimeProvider.System;
        (_host, _unitsPerTick) = (host, UnitsPerSecond / host.TimestampFrequency);
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
        long ticks = _isSystem ? Stopwatch.GetTimestamp() : _host.GetTimestamp();
        Instant now = At(ticks);
        if (ticks >= _nextLook) Slew(ticks, now);
        return now;
    }

    /// <summary>How much wall time passes until engine time is there; negative when it was.</summary>
    internal TimeSpan WallUntil(Instant instant) => (instant - At(_host.GetTimestamp())) / _speed;

    private void Tie(Instant engine)
    {
        (_engineOrigin, _wallOrigin) = (engine, ReadWall());
        (_anchorUnits, _anchorTicks) = (engine.UnixNanoseconds / UnitNs, _host.GetTimestamp());
        _rate = _unitsPerTick * _speed;
        _nextLook = _anchorTicks + _host.TimestampFrequency;
    }

    /// <summary>Chooses the rate for the next second so that engine time approaches what the wall clock says.</summary>
    private void Slew(long ticks, Instant now)
    {
        double wallSeconds = (ReadWall() - _wallOrigin).TotalSeconds;
        double engineSeconds = (now - _engineOrigin).TotalSeconds;
        double behindSeconds = wallSeconds - (engineSeconds / _speed);
        _rate = _unitsPerTick * _speed * (1 + Math.Clamp(behindSeconds, -MaxSlew, MaxSlew));
        (_anchorUnits, _anchorTicks) = (now.UnixNanoseconds / UnitNs, ticks);
        _nextLook = ticks + _host.TimestampFrequency;
    }

    private Instant At(long ticks)
    {
        long units = _anchorUnits + double.ConvertToIntegerNative<long>((ticks - _anchorTicks) * _rate);
        return new Instant(units * UnitNs);
    }

    private Instant ReadWall() => Instant.FromDateTimeOffset(_host.GetUtcNow());
}
