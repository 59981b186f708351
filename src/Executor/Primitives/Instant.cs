using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Spaxiom.Graph;

/// <summary>A point in time: nanoseconds since 1970-01-01T00:00:00Z, without leap seconds.</summary>
/// <remarks>
/// Ranges from 1677-09-21T00:12:43.145224192Z to 2262-04-11T23:47:16.854775807Z. Arithmetic is checked. A
/// <see cref="TimeSpan"/> counts 100 ns, so a difference of instants is rounded toward zero to a multiple of that.
/// </remarks>
/// <param name="UnixNanoseconds">Nanoseconds since <see cref="Epoch"/>; negative before it.</param>
public readonly record struct Instant(long UnixNanoseconds) : IComparable<Instant>, IComparable
{
    private const long NanosecondsPerTick = 100;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>1970-01-01T00:00:00Z, the default instant.</summary>
    public static Instant Epoch => default;

    /// <summary>The earliest instant, 1677-09-21T00:12:43.145224192Z.</summary>
    public static Instant MinValue => new(long.MinValue);

    /// <summary>The latest instant, 2262-04-11T23:47:16.854775807Z: no timer at it ever falls due.</summary>
    public static Instant MaxValue => new(long.MaxValue);

    /// <summary>The instant of a wall-clock time with a zone.</summary>
    /// <exception cref="OverflowException">The time is outside the range of <see cref="Instant"/>.</exception>
    public static Instant FromDateTimeOffset(DateTimeOffset time)
    {
        long ticks = time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        if (ticks is > long.MaxValue / NanosecondsPerTick or < long.MinValue / NanosecondsPerTick)
            ThrowOverflow(string.Create(CultureInfo.InvariantCulture, $"The time {time:O}"));
        return new(ticks * NanosecondsPerTick);
    }

    /// <summary>This instant in UTC, rounded down to a multiple of 100 ns.</summary>
    public DateTimeOffset ToDateTimeOffset() =>
        DateTimeOffset.UnixEpoch.AddTicks((long)Math.Floor((decimal)UnixNanoseconds / NanosecondsPerTick));

    /// <summary>The instant a duration later.</summary>
    /// <exception cref="OverflowException">The result is outside the range of <see cref="Instant"/>.</exception>
    public static Instant operator +(Instant instant, TimeSpan duration)
    {
        if (!TryAdd(instant, duration.Ticks, out Instant sum)) ThrowOverflow($"{instant} + {duration}");
        return sum;
    }

    /// <summary>The instant a duration earlier.</summary>
    /// <exception cref="OverflowException">The result is outside the range of <see cref="Instant"/>.</exception>
    public static Instant operator -(Instant instant, TimeSpan duration)
    {
        if (!TryAdd(instant, -(Int128)duration.Ticks, out Instant difference)) ThrowOverflow($"{instant} - {duration}");
        return difference;
    }

    /// <summary>
    /// The duration from <paramref name="start"/> to <paramref name="end"/>; negative when it ends first.
    /// </summary>
    /// <remarks>Rounded toward zero to 100 ns. Always fits: the whole range of instants is 584 years.</remarks>
    public static TimeSpan operator -(Instant end, Instant start) =>
        new((long)(((Int128)end.UnixNanoseconds - start.UnixNanoseconds) / NanosecondsPerTick));

    /// <summary>Whether the left instant is earlier.</summary>
    public static bool operator <(Instant left, Instant right) => left.UnixNanoseconds < right.UnixNanoseconds;

    /// <summary>Whether the left instant is later.</summary>
    public static bool operator >(Instant left, Instant right) => left.UnixNanoseconds > right.UnixNanoseconds;

    /// <summary>Whether the left instant is earlier or the same.</summary>
    public static bool operator <=(Instant left, Instant right) => left.UnixNanoseconds <= right.UnixNanoseconds;

    /// <summary>Whether the left instant is later or the same.</summary>
    public static bool operator >=(Instant left, Instant right) => left.UnixNanoseconds >= right.UnixNanoseconds;

    /// <inheritdoc/>
    public int CompareTo(Instant other) => UnixNanoseconds.CompareTo(other.UnixNanoseconds);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        Instant other => CompareTo(other),
        _ => throw new ArgumentException($"Expected an Instant to compare with, but got {obj.GetType()}.", nameof(obj)),
    };

    /// <summary>ISO 8601 in UTC with as many fraction digits as needed (0 to 9): <c>2015-02-02T14:21:00Z</c>.</summary>
    public override string ToString()
    {
        long seconds = Math.DivRem(UnixNanoseconds, NanosecondsPerSecond, out long nanoseconds);
        if (nanoseconds < 0) (seconds, nanoseconds) = (seconds - 1, nanoseconds + NanosecondsPerSecond);
        DateTime time = DateTime.UnixEpoch.AddSeconds(seconds);
        string fraction = nanoseconds == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $".{nanoseconds:D9}").TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-ddTHH:mm:ss}{fraction}Z");
    }

    private static bool TryAdd(Instant instant, Int128 ticks, out Instant sum)
    {
        Int128 exact = instant.UnixNanoseconds + (ticks * NanosecondsPerTick);
        sum = new(unchecked((long)exact));
        return exact == sum.UnixNanoseconds;
    }

    [DoesNotReturn]
    private static void ThrowOverflow(string expression) => throw new OverflowException(
        $"{expression} is outside the range of Instant, which is {MinValue} to {MaxValue}.");
}
