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
    private readonly bool _isSystem; // its monotonic clock is Stopwatch, read without a virtual call
    private double _unitsPerTick;    // units of engine time per tick of the host's monotonic clock
    private double _speed = 1;
    private Instant? _start;         // where engine time begins; null for the wall clock's time
    private bool _started;
    private Instant _wallOrigin;     // wall time when engine time was _engineOrigin
    private Instant _engineOrigin;
    private long _anchorTicks;       // monotonic time of the last look at the wall clock
    private long _anchorUnits;       // engine time then
    private double _behindUnits;     // how far engine time was then behind the wall clock, negative when ahead
    private long _nextLook;          // monotonic time of the next look at the wall clock

    internal WallClock(TimeProvider host)
    {
        _isSystem = host == TimeProvider.System;
        _host = host;
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

    /// <summary>Milliseconds of wall time until engine time is there; negative when it was.</summary>
    internal double WallMsUntil(Instant instant) => (instant - At(_host.GetTimestamp())).TotalMilliseconds / _speed;

    private void Tie(Instant engine)
    {
        (_engineOrigin, _wallOrigin) = (engine, ReadWall());
        (_anchorUnits, _anchorTicks) = (engine.UnixNanoseconds / UnitNs, _host.GetTimestamp());
        (_unitsPerTick, _behindUnits) = (UnitsPerSecond / _host.TimestampFrequency * _speed, 0);
        _nextLook = _anchorTicks + _host.TimestampFrequency;
    }

    /// <summary>Looks how far engine time is from what the wall clock says; from now on it approaches that.</summary>
    private void Slew(long ticks, Instant now)
    {
        double wallElapsed = (ReadWall() - _wallOrigin).Ticks;
        double engineElapsed = (now - _engineOrigin).Ticks;
        _behindUnits = (wallElapsed * _speed) - engineElapsed;
        (_anchorUnits, _anchorTicks) = (now.UnixNanoseconds / UnitNs, ticks);
        _nextLook = ticks + _host.TimestampFrequency;
    }

    private Instant At(long ticks)
    {
        double elapsed = (ticks - _anchorTicks) * _unitsPerTick;
        double slewed = Math.Clamp(_behindUnits, elapsed * -MaxSlew, elapsed * MaxSlew);
        return new Instant((_anchorUnits + double.ConvertToIntegerNative<long>(elapsed + slewed)) * UnitNs);
    }

    private Instant ReadWall() => Instant.FromDateTimeOffset(_host.GetUtcNow());
}
