using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// Live engine time: the host's monotonic clock, anchored to its wall clock when the first run starts and multiplied by
/// a speed. It never goes back. When the wall clock drifts away, engine time is slewed after it by at most 1 ms per
/// second. Only a wall clock that is ahead by more than <see cref="MaxSlewGap"/> is followed by a step, and only when
/// the runtime asks for it (<see cref="Step"/>).
/// </summary>
/// <remarks>
/// Between two decisions engine time is a line through an anchor, so that a read costs one multiplication. A segment
/// ends where the wall clock is reached, where it is to be compared again, or where time ends.
/// </remarks>
internal sealed class WallClock : Clock
{
    /// <summary>The slowest speed: a step of engine time, 100 ns, takes 0.1 s of wall time there.</summary>
    internal const double MinSpeed = 1e-6;

    /// <summary>The fastest speed: a millisecond of wall time is 17 minutes of engine time there.</summary>
    internal const double MaxSpeed = 1e6;

    private const double MaxSlew = 0.001; // 1 ms per second
    private const double UnitsPerSecond = 1e7;
    private const long UnitNs = 100; // engine time is a multiple of it, so that differences are exact as TimeSpan
    private const long EndUnits = long.MaxValue / 1_000_000_000 * (1_000_000_000 / UnitNs);

    private readonly TimeProvider _host;
    private readonly bool _isSystem; // its monotonic clock is Stopwatch, read without a virtual call

    // Set until the first run starts.
    private double _speed = 1;
    private double _unitsPerTick;    // units of engine time per tick of the host's monotonic clock, without slew
    private Instant? _start;         // where engine time begins; null for the wall clock's time
    private bool _started;
    private Instant _wallOrigin;     // wall time at which engine time should have been _engineOrigin
    private Instant _engineOrigin;

    // The present segment.
    private long _anchorTicks;
    private long _anchorUnits;
    private long _originTicks;       // half a unit before the anchor, so that units are rounded to the nearest
    private ulong _rate;             // units per tick, times 2 to the power of (64 - _rateShift)
    private int _rateShift;
    private double _slew;            // by which fraction the line is steeper than the speed
    private long _slewEnd;           // monotonic time at which the wall clock is reached
    private long _timeEnd;           // monotonic time at which engine time ends
    private long _nextComparison;    // monotonic time of the next comparison with the wall clock
    private long _segmentEnd;        // the earliest of the three above

    internal WallClock(TimeProvider host)
    {
        _isSystem = host == TimeProvider.System;
        _host = host;
        Instant wall = ReadWall();
        AnchorTo(wall, wall, wall);
    }

    /// <summary>
    /// The last instant of live engine time, the last whole second of <see cref="Instant"/>: the clock stops there.
    /// </summary>
    internal static Instant End => new(EndUnits * UnitNs);

    /// <summary>A wall clock that is ahead by more wall time than this is followed by a step.</summary>
    internal TimeSpan MaxSlewGap { get; set; } = TimeSpan.FromSeconds(10);

    private double MaxSlewUnits => MaxSlewGap.Ticks * _speed;

    /// <summary>Called, within a read, when the wall clock turns out to be so far ahead that a step is due.</summary>
    internal Action? StepDue { get; set; }

    /// <summary>Whether <see cref="Step"/> is to be called.</summary>
    internal bool IsStepDue { get; private set; }

    /// <summary>Lets engine time begin at an instant instead of the wall clock's.</summary>
    internal void BeginAt(Instant start)
    {
        _start = start;
        AnchorTo(start, start, ReadWall());
    }

    /// <summary>Anchors engine time to the wall clock, once, when the first run starts.</summary>
    /// <returns>Whether this was the first run.</returns>
    internal bool Start(double speed, Instant notBefore)
    {
        if (_started) return false;
        (_started, _speed) = (true, speed);
        Instant wall = ReadWall();
        Instant origin = _start ?? wall;
        AnchorTo(origin > notBefore ? origin : notBefore, origin, wall);
        return true;
    }

    /// <summary>An instant of engine time, and the host's timestamp of it.</summary>
    internal (Instant Engine, long Host) Anchor => (new Instant(_anchorUnits * UnitNs), _anchorTicks);

    internal override Instant Read()
    {
        long ticks = _isSystem ? Stopwatch.GetTimestamp() : _host.GetTimestamp();
        if (ticks >= _segmentEnd) NextSegment(ticks);
        return At(ticks);
    }

    /// <summary>
    /// Steps engine time to the wall clock's, if that is still ahead by more than <see cref="MaxSlewGap"/>. This is the
    /// one place where engine time is not continuous.
    /// </summary>
    /// <returns>From when to when; null when the gap is gone.</returns>
    internal TimeStep? Step()
    {
        Debug.Assert(IsStepDue, "A comparison has found a gap.");
        Instant from = Read();
        IsStepDue = false;
        if (!FindGap(out long ticks, out long dueUnits)) return null;
        (_anchorUnits, _anchorTicks) = (dueUnits, ticks);
        _nextComparison = ticks + _host.TimestampFrequency;
        BeginSegment(slew: 0, long.MaxValue);
        return new TimeStep(from, new Instant(dueUnits * UnitNs));
    }

    /// <summary>
    /// Milliseconds of wall time until engine time reaches an instant, if the clocks are not compared before; negative
    /// after it.
    /// </summary>
    internal double WallMsUntil(Instant instant)
    {
        long now = _host.GetTimestamp();
        double slewed = _unitsPerTick * (1 + _slew);
        double units = (instant.UnixNanoseconds / UnitNs) - _anchorUnits - ((now - _anchorTicks) * slewed);
        double ticks = units / slewed, slewTicks = (double)_slewEnd - now;
        if (ticks > slewTicks) ticks = slewTicks + ((units - (slewTicks * slewed)) / _unitsPerTick);
        return ticks * 1000 / _host.TimestampFrequency;
    }

    /// <summary>
    /// Makes engine time begin at an instant. It will approach the time that began at the origin together with the wall
    /// clock's.
    /// </summary>
    private void AnchorTo(Instant engine, Instant origin, Instant wall)
    {
        (_engineOrigin, _wallOrigin) = (origin, wall);
        (_anchorUnits, _anchorTicks) = (engine.UnixNanoseconds / UnitNs, _host.GetTimestamp());
        _unitsPerTick = UnitsPerSecond / _host.TimestampFrequency * _speed;
        _nextComparison = _anchorTicks + _host.TimestampFrequency;
        BeginSegment(slew: 0, long.MaxValue);
    }

    /// <summary>Finds the segment for a time at or beyond the end of the present one.</summary>
    private void NextSegment(long ticks)
    {
        if (ticks >= _slewEnd && _slewEnd < _timeEnd)
        {
            MoveAnchor(_slewEnd);
            BeginSegment(slew: 0, long.MaxValue);
        }

        if (ticks >= _timeEnd) EndTime(ticks);
        else if (ticks >= _nextComparison) CompareWithWall(ticks);
    }

    /// <summary>
    /// Finds how far engine time is from the time the wall clock says, which it approaches from now on.
    /// </summary>
    private void CompareWithWall(long ticks)
    {
        MoveAnchor(ticks);
        _nextComparison = ticks + _host.TimestampFrequency;
        double behindUnits = (double)DueUnits(ReadWall()) - _anchorUnits;
        if (behindUnits > MaxSlewUnits && FindGap(out _, out _))
        {
            BeginSegment(slew: 0, long.MaxValue);
            IsStepDue = true;
            StepDue?.Invoke();
            return;
        }

        double slewTicks = Math.Abs(behindUnits) / (MaxSlew * _unitsPerTick);
        if (slewTicks < 1) BeginSegment(slew: 0, long.MaxValue);
        else BeginSegment(Math.CopySign(MaxSlew, behindUnits), ticks + (long)Math.Min(slewTicks, long.MaxValue / 2));
    }

    /// <summary>
    /// Whether the wall clock is ahead by more than is slewed. The monotonic clock is read after the wall clock: in the
    /// other order, a pause of the thread between the reads would look like a gap.
    /// </summary>
    private bool FindGap(out long ticks, out long dueUnits)
    {
        dueUnits = DueUnits(ReadWall());
        ticks = _host.GetTimestamp();
        double units = _anchorUnits + ((ticks - _anchorTicks) * _unitsPerTick * (1 + _slew));
        return dueUnits - units > MaxSlewUnits;
    }

    /// <summary>Where engine time should be by a time of the wall clock, not beyond its end.</summary>
    private long DueUnits(Instant wall)
    {
        long origin = _engineOrigin.UnixNanoseconds / UnitNs;
        double elapsed = (wall - _wallOrigin).Ticks * _speed;
        return elapsed < EndUnits - origin ? origin + (long)elapsed : EndUnits;
    }

    private void MoveAnchor(long ticks) => (_anchorUnits, _anchorTicks) = (UnitsAt(ticks), ticks);

    /// <summary>Makes engine time go on from the anchor, faster or slower by a fraction.</summary>
    private void BeginSegment(double slew, long slewEnd)
    {
        _slew = slew;
        double rate = _unitsPerTick * (1 + slew);
        _rateShift = Math.Clamp(Math.ILogB(rate) + 1, 0, 63);
        _rate = (ulong)Math.ScaleB(rate, 64 - _rateShift);
        _originTicks = _anchorTicks - (long)(0.5 / rate);
        _slewEnd = slewEnd;
        _timeEnd = _anchorTicks + (long)Math.Min((EndUnits - _anchorUnits) / rate, long.MaxValue / 2);
        _segmentEnd = Math.Min(Math.Min(slewEnd, _timeEnd), _nextComparison);
    }

    /// <summary>Makes engine time stand still for ever.</summary>
    private void EndTime(long ticks)
    {
        (_anchorUnits, _anchorTicks) = (Math.Max(EndUnits, _anchorUnits), ticks);
        (_slew, _rate, _rateShift, _originTicks) = (0, 0, 0, ticks);
        _slewEnd = _timeEnd = _nextComparison = _segmentEnd = long.MaxValue;
    }

    private Instant At(long ticks) => new(UnitsAt(ticks) * UnitNs);

    private long UnitsAt(long ticks) =>
        _anchorUnits + (long)Math.BigMul((ulong)(ticks - _originTicks) << _rateShift, _rate, out _);

    private Instant ReadWall() => Instant.FromDateTimeOffset(_host.GetUtcNow());
}
