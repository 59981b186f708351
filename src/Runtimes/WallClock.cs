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
    private double _unitsPerTick;    // units of engine time per tick of the host's monotonic clock, without slew
    private double _speed = 1;
    private Instant? _start;         // where engine time begins; null for the wall clock's time
    private bool _started;
    private Instant _wallOrigin;     // wall time when engine time should have been _engineOrigin
    private Instant _engineOrigin;
    private long _nextLook;          // monotonic time of the next look at the wall clock

    // Engine time is a line through the anchor, until it has approached the wall clock or is compared with it again.
    private long _anchorTicks;
    private long _anchorUnits;
    private long _originTicks;       // half a unit before the anchor, so that units are rounded to the nearest
    private ulong _rate;             // units per tick, times 2 to the power of (64 - _rateShift)
    private int _rateShift;
    private double _slew;            // by which fraction the line is steeper than the speed
    private long _slewEnd;           // monotonic time at which the wall clock is reached
    private long _lineEnd;           // the earlier one of _slewEnd and _nextLook

    internal WallClock(TimeProvider host)
    {
        _isSystem = host == TimeProvider.System;
        _host = host;
        Instant wall = ReadWall();
        Tie(wall, wall, wall);
    }

    /// <summary>Lets engine time begin at an instant instead of the wall clock's.</summary>
    internal void BeginAt(Instant start)
    {
        _start = start;
        Tie(start, start, ReadWall());
    }

    /// <summary>Ties engine time to the wall clock, once, when the first run starts.</summary>
    internal void Start(double speed, Instant notBefore)
    {
        if (_started) return;
        (_started, _speed) = (true, speed);
        Instant wall = ReadWall();
        Instant origin = _start ?? wall;
        Tie(origin > notBefore ? origin : notBefore, origin, wall);
    }

    internal override Instant Read()
    {
        long ticks = _isSystem ? Stopwatch.GetTimestamp() : _host.GetTimestamp();
        if (ticks >= _lineEnd) Bend(ticks);
        return At(ticks);
    }

    /// <summary>
    /// Milliseconds of wall time until engine time is there, if the wall clock is not looked at before; negative when
    /// it was.
    /// </summary>
    internal double WallMsUntil(Instant instant)
    {
        long now = _host.GetTimestamp();
        double units = (instant - At(now)).Ticks;
        double slewed = _unitsPerTick * (1 + _slew);
        double ticks = units / slewed, slewTicks = (double)_slewEnd - now;
        if (ticks > slewTicks) ticks = slewTicks + ((units - (slewTicks * slewed)) / _unitsPerTick);
        return ticks * 1000 / _host.TimestampFrequency;
    }

    /// <summary>Lets engine time begin at an instant, and approach what began at the origin with the wall.</summary>
    private void Tie(Instant engine, Instant origin, Instant wall)
    {
        (_engineOrigin, _wallOrigin) = (origin, wall);
        (_anchorUnits, _anchorTicks) = (engine.UnixNanoseconds / UnitNs, _host.GetTimestamp());
        _unitsPerTick = UnitsPerSecond / _host.TimestampFrequency * _speed;
        _nextLook = _anchorTicks + _host.TimestampFrequency;
        GoOn(slew: 0, long.MaxValue);
    }

    /// <summary>Finds the line for a time that has come, beyond the end of the present one.</summary>
    private void Bend(long ticks)
    {
        if (ticks >= _slewEnd)
        {
            Anchor(_slewEnd);
            GoOn(slew: 0, long.MaxValue);
        }

        if (ticks >= _nextLook) Look(ticks);
    }

    /// <summary>Looks how far engine time is from what the wall clock says; from now on it approaches that.</summary>
    private void Look(long ticks)
    {
        Anchor(ticks);
        double wallElapsed = (ReadWall() - _wallOrigin).Ticks;
        double engineElapsed = (new Instant(_anchorUnits * UnitNs) - _engineOrigin).Ticks;
        double behindUnits = (wallElapsed * _speed) - engineElapsed;
        _nextLook = ticks + _host.TimestampFrequency;
        double slewTicks = Math.Abs(behindUnits) / (MaxSlew * _unitsPerTick);
        if (slewTicks < 1) GoOn(slew: 0, long.MaxValue);
        else GoOn(Math.CopySign(MaxSlew, behindUnits), ticks + (long)Math.Min(slewTicks, long.MaxValue / 2));
    }

    private void Anchor(long ticks) => (_anchorUnits, _anchorTicks) = (UnitsAt(ticks), ticks);

    /// <summary>Lets engine time go on from the anchor, faster or slower by a fraction.</summary>
    private void GoOn(double slew, long slewEnd)
    {
        _slew = slew;
        double rate = _unitsPerTick * (1 + slew);
        _rateShift = Math.Clamp(Math.ILogB(rate) + 1, 0, 63);
        _rate = (ulong)Math.ScaleB(rate, 64 - _rateShift);
        _originTicks = _anchorTicks - (long)(0.5 / rate);
        _slewEnd = slewEnd;
        _lineEnd = Math.Min(slewEnd, _nextLook);
    }

    private Instant At(long ticks) => new(UnitsAt(ticks) * UnitNs);

    private long UnitsAt(long ticks) =>
        _anchorUnits + (long)Math.BigMul((ulong)(ticks - _originTicks) << _rateShift, _rate, out _);

    private Instant ReadWall() => Instant.FromDateTimeOffset(_host.GetUtcNow());
}
