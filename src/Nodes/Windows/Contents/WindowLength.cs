using System.Globalization;

namespace Spaxiom.Graph;

/// <summary>
/// How far a window reaches back from the present instant, which belongs to it; its other end does not.
/// </summary>
internal readonly record struct WindowLength
{
    private const long NanosecondsPerTick = 100;

    private readonly long _nanoseconds;

    /// <summary>A length longer than zero; one of over 292 years never ends.</summary>
    internal WindowLength(TimeSpan length) =>
        _nanoseconds = length.Ticks > long.MaxValue / NanosecondsPerTick
            ? long.MaxValue
            : length.Ticks * NanosecondsPerTick;

    /// <summary>The length in nanoseconds.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_nanoseconds} ns");

    internal long Nanoseconds => _nanoseconds;

    internal double Seconds => _nanoseconds / 1e9;

    /// <summary>
    /// The instant at which something that was at <paramref name="time"/> is no longer within the window.
    /// </summary>
    internal Instant EndOf(Instant time) =>
        time.UnixNanoseconds > long.MaxValue - _nanoseconds
            ? Instant.MaxValue
            : new Instant(time.UnixNanoseconds + _nanoseconds);

    /// <summary>The instant that has just left the window: all later ones are in it.</summary>
    internal Instant StartAt(Instant now) =>
        now.UnixNanoseconds < long.MinValue + _nanoseconds
            ? Instant.MinValue
            : new Instant(now.UnixNanoseconds - _nanoseconds);
}
