using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Spaxiom.Graph;

/// <summary>A point in time: nanoseconds since 1970-01-01T00:00:00Z, without leap seconds.</summary>
/// <remarks>
/// Ranges from 1677-09-21T00:12:43.145224192Z to 2262-04-11T23:47:16.854775807Z. Arithmetic is checked. A
/// <see cref="TimeSpan"/> counts 100 ns, so a difference of instants is rounded toward zero to a multiple of that.
/// </remarks>
/// <param name="UnixNanoseconds">Nanoseconds since <see cref="Epoch"/>; negative before it.</param>
public readonly record struct Instant(long UnixNanoseconds)
    : IComparable<Instant>, IComparable, ISpanFormattable, IUtf8SpanFormattable, ISpanParsable<Instant>,
        IUtf8SpanParsable<Instant>, IComparisonOperators<Instant, Instant, bool>, IMinMaxValue<Instant>,
        IAdditionOperators<Instant, TimeSpan, Instant>, ISubtractionOperators<Instant, TimeSpan, Instant>,
        ISubtractionOperators<Instant, Instant, TimeSpan>
{
    private const long NanosecondsPerTick = 100;

    /// <summary>1970-01-01T00:00:00Z, the default instant.</summary>
    public static Instant Epoch => default;

    /// <summary>The earliest instant, 1677-09-21T00:12:43.145224192Z.</summary>
    public static Instant MinValue => new(long.MinValue);

    /// <summary>
    /// The latest instant, 2262-04-11T23:47:16.854775807Z. It means never: a timer at it is never due.
    /// </summary>
    public static Instant MaxValue => new(long.MaxValue);

    /// <summary>The earlier of two instants.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static Instant Min(Instant left, Instant right) => left <= right ? left : right;

    /// <summary>The later of two instants.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static Instant Max(Instant left, Instant right) => left >= right ? left : right;

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

    /// <summary>
    /// The instant a duration later, or the end of time if it were beyond: <see cref="MaxValue"/>, which never comes.
    /// </summary>
    internal Instant AddSaturating(TimeSpan duration)
    {
        if (TryAdd(this, duration.Ticks, out Instant sum)) return sum;
        return duration > TimeSpan.Zero ? MaxValue : MinValue;
    }

    /// <summary>Whether this instant has come: <see cref="MaxValue"/> never has.</summary>
    internal bool HasComeBy(Instant now) => this <= now && this != MaxValue;

    /// <summary>The instant a duration earlier.</summary>
    /// <exception cref="OverflowException">The result is outside the range of <see cref="Instant"/>.</exception>
    public static Instant operator -(Instant instant, TimeSpan duration)
    {
        if (!TryAdd(instant, -(Int128)duration.Ticks, out Instant difference)) ThrowOverflow($"{instant} - {duration}");
        return difference;
    }

    /// <summary>
    /// The duration from <paramref name="start"/> to <paramref name="end"/>; negative when the end is earlier.
    /// </summary>
    /// <remarks>Rounded toward zero to 100 ns. Every difference fits: all instants are within 584 years.</remarks>
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

    /// <summary>The instant of a text in ISO 8601 with a zone, such as <c>2015-02-02T14:21:00.5Z</c>.</summary>
    /// <remarks>
    /// The zone is Z or an offset (<c>+01:00</c>); 1 to 9 fraction digits may follow the seconds. Blanks, other forms
    /// of ISO 8601 and leap seconds are refused. The culture has no influence. The text of every instant parses back
    /// to the same instant.
    /// </remarks>
    /// <exception cref="FormatException">The text does not have that form. The message says where.</exception>
    /// <exception cref="OverflowException">The time is outside the range of <see cref="Instant"/>.</exception>
    public static Instant Parse(ReadOnlySpan<char> text)
    {
        InstantText.Refusal refusal = InstantText.Read(text, out Instant instant);
        if (!refusal.IsNone) InstantText.Throw(refusal, text);
        return instant;
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{char})"/>
    public static Instant Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.AsSpan());
    }

    /// <summary>The instant of a text in UTF-8; see <see cref="Parse(ReadOnlySpan{char})"/>.</summary>
    /// <exception cref="FormatException">The text does not have that form. The message says where.</exception>
    /// <exception cref="OverflowException">The time is outside the range of <see cref="Instant"/>.</exception>
    public static Instant Parse(ReadOnlySpan<byte> utf8Text)
    {
        InstantText.Refusal refusal = InstantText.Read(utf8Text, out Instant instant);
        if (!refusal.IsNone) InstantText.Throw(refusal, utf8Text);
        return instant;
    }

    /// <summary>Like <see cref="Parse(ReadOnlySpan{char})"/>, but false where that throws.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Instant instant) =>
        InstantText.Read(text, out instant).IsNone;

    /// <summary>Like <see cref="Parse(string)"/>, but false where that throws; also for null.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Instant instant) =>
        TryParse(text.AsSpan(), out instant);

    /// <summary>Like <see cref="Parse(ReadOnlySpan{byte})"/>, but false where that throws.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out Instant instant) =>
        InstantText.Read(utf8Text, out instant).IsNone;

    /// <summary>ISO 8601 in UTC with as many fraction digits as needed (0 to 9): <c>2015-02-02T14:21:00Z</c>.</summary>
    public override string ToString() => ToString(null);

    /// <summary>ISO 8601 in UTC.</summary>
    /// <param name="format">
    /// G, null or nothing: as many fraction digits as needed. O: always nine, so that texts sort as their instants do.
    /// </param>
    /// <exception cref="FormatException">The format is another one.</exception>
    public string ToString(string? format)
    {
        Span<char> text = stackalloc char[InstantText.MaxLength];
        InstantText.TryFormat(UnixNanoseconds, InstantText.HasAllDigits(format), text, out int length);
        return new string(text[..length]);
    }

    /// <summary>Writes what <see cref="ToString(string?)"/> gives, without allocating.</summary>
    /// <returns>False, with nothing written, when <paramref name="destination"/> is too short; 30 suffice.</returns>
    /// <exception cref="FormatException">The format is neither G nor O nor empty.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default) =>
        InstantText.TryFormat(UnixNanoseconds, InstantText.HasAllDigits(format), destination, out charsWritten);

    /// <summary>Writes what <see cref="ToString(string?)"/> gives, in UTF-8 and without allocating.</summary>
    /// <returns>
    /// False, with nothing written, when <paramref name="utf8Destination"/> is too short; 30 bytes suffice.
    /// </returns>
    /// <exception cref="FormatException">The format is neither G nor O nor empty.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default) =>
        InstantText.TryFormat(UnixNanoseconds, InstantText.HasAllDigits(format), utf8Destination, out bytesWritten);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten, format);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(utf8Destination, out bytesWritten, format);

    static Instant IParsable<Instant>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Instant>.TryParse(string? s, IFormatProvider? provider, out Instant result) =>
        TryParse(s, out result);

    static Instant ISpanParsable<Instant>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<Instant>.TryParse(
        ReadOnlySpan<char> s, IFormatProvider? provider, out Instant result) => TryParse(s, out result);

    static Instant IUtf8SpanParsable<Instant>.Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) =>
        Parse(utf8Text);

    static bool IUtf8SpanParsable<Instant>.TryParse(
        ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out Instant result) => TryParse(utf8Text, out result);

    private static bool TryAdd(Instant instant, Int128 ticks, out Instant sum)
    {
        Int128 exact = instant.UnixNanoseconds + (ticks * NanosecondsPerTick);
        sum = new(unchecked((long)exact));
        return exact == sum.UnixNanoseconds;
    }

    [DoesNotReturn]
    internal static void ThrowOverflow(string expression) => throw new OverflowException(
        $"{expression} is outside the range of Instant, which is {MinValue} to {MaxValue}.");
}
