using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;

namespace Spaxiom.Graph;

/// <summary>The text form of an <see cref="Instant"/>, in characters and in UTF-8.</summary>
/// <remarks>
/// Source: RFC 3339, section 5.6, narrower in two points: T and Z are capitals, and there is no second 60.
/// </remarks>
internal static class InstantText
{
    /// <summary>The length of the longest text: <c>2262-04-11T23:47:16.854775807Z</c>.</summary>
    internal const int MaxLength = 30;

    private const int FractionDigits = 9;
    private const int QuotedLength = 60; // of a text that is refused: errors stay readable, however long it is
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long SecondsPerDay = 86_400;

    /// <summary>Whether a format asks for all nine fraction digits (O), not for as many as needed (G).</summary>
    internal static bool HasAllDigits(ReadOnlySpan<char> format)
    {
        if (format.IsEmpty || format is "G" or "g") return false;
        if (format is not ("O" or "o")) ThrowUnknownFormat(format);
        return true;
    }

    /// <summary>Writes the text; false, and nothing is written, when it does not fit.</summary>
    internal static bool TryFormat<TChar>(long unixNanoseconds, bool allDigits, Span<TChar> text, out int length)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        long seconds = Math.DivRem(unixNanoseconds, NanosecondsPerSecond, out long nanoseconds);
        if (nanoseconds < 0) (seconds, nanoseconds) = (seconds - 1, nanoseconds + NanosecondsPerSecond);
        int digits = allDigits ? FractionDigits : DigitsNeeded(ref nanoseconds);
        length = 0;
        if (text.Length < "yyyy-MM-ddTHH:mm:ssZ".Length + (digits == 0 ? 0 : digits + 1)) return false;

        DateTime time = DateTime.UnixEpoch.AddSeconds(seconds);
        Append(text, ref length, time.Year, digits: 4, after: '-');
        Append(text, ref length, time.Month, digits: 2, after: '-');
        Append(text, ref length, time.Day, digits: 2, after: 'T');
        Append(text, ref length, time.Hour, digits: 2, after: ':');
        Append(text, ref length, time.Minute, digits: 2, after: ':');
        Append(text, ref length, time.Second, digits: 2, after: digits == 0 ? 'Z' : '.');
        if (digits > 0) Append(text, ref length, (int)nanoseconds, digits, after: 'Z');
        return true;
    }

    /// <summary>Reads a text.</summary>
    /// <returns>Why the text is not an instant, or the default when it is one.</returns>
    internal static Refusal Read<TChar>(ReadOnlySpan<TChar> text, out Instant instant)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        instant = default;
        var reader = new Reader<TChar>(text);
        int year = reader.Number(4, 0, 9999, "a year of four digits");
        reader.Skip('-', "'-' after the year");
        int month = reader.Number(2, 1, 12, "a month from 01 to 12");
        reader.Skip('-', "'-' after the month");
        int days = reader.HasFailed || year == 0 ? 31 : DateTime.DaysInMonth(year, month);
        int day = reader.Number(2, 1, days, "a day of that month");
        reader.Skip('T', "'T' between date and time");
        int hour = reader.Number(2, 0, 23, "an hour from 00 to 23");
        reader.Skip(':', "':' after the hour");
        int minute = reader.Number(2, 0, 59, "a minute from 00 to 59");
        reader.Skip(':', "':' after the minute");
        int second = reader.Number(2, 0, 59, "a second from 00 to 59");
        int nanoseconds = reader.Fraction();
        int offset = reader.Offset();
        reader.End();
        if (reader.HasFailed) return reader.Refusal;
        if (year == 0) return Refusal.OutOfRange;

        long dayNumber = (new DateTime(year, month, day) - DateTime.UnixEpoch).Days;
        long seconds = (dayNumber * SecondsPerDay) + (((hour * 60) + minute - offset) * 60) + second;
        Int128 exact = ((Int128)seconds * NanosecondsPerSecond) + nanoseconds;
        if (exact < long.MinValue || exact > long.MaxValue) return Refusal.OutOfRange;
        instant = new((long)exact);
        return default;
    }

    [DoesNotReturn]
    internal static void Throw(Refusal refusal, ReadOnlySpan<char> text)
    {
        if (refusal.IsOutOfRange) Instant.ThrowOverflow($"The time {text}");
        string got = refusal.Start >= text.Length
            ? "the end of the text"
            : $"'{Quoted(text.Slice(refusal.Start, Math.Min(refusal.Length, text.Length - refusal.Start)))}'";
        throw new FormatException(
            $"'{Quoted(text)}' is not an instant: expected {refusal.Expected} at character {refusal.Start + 1}, but "
            + $"got {got}. Write ISO 8601 with a zone (Z or +hh:mm) and at most nine fraction digits, such as "
            + "2015-02-02T14:21:00.5Z.");
    }

    [DoesNotReturn]
    internal static void Throw(Refusal refusal, ReadOnlySpan<byte> text) =>
        Throw(refusal, Encoding.Latin1.GetString(text)); // one character per byte, so that positions stay the same

    private static string Quoted(ReadOnlySpan<char> text) =>
        text.Length <= QuotedLength ? text.ToString() : $"{text[..QuotedLength]}...";

    /// <summary>Divides by ten while nothing is lost; gives the digits that are left of nine.</summary>
    private static int DigitsNeeded(ref long nanoseconds)
    {
        if (nanoseconds == 0) return 0;
        int digits = FractionDigits;
        while (nanoseconds % 10 == 0) (nanoseconds, digits) = (nanoseconds / 10, digits - 1);
        return digits;
    }

    private static void Append<TChar>(Span<TChar> text, ref int length, int number, int digits, char after)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        for (int place = length + digits - 1; place >= length; place--)
            (number, text[place]) = (number / 10, TChar.CreateTruncating('0' + (number % 10)));
        length += digits;
        text[length++] = TChar.CreateTruncating(after);
    }

    [DoesNotReturn]
    private static void ThrowUnknownFormat(ReadOnlySpan<char> format) => throw new FormatException(
        $"The format '{Quoted(format)}' is not one of an instant's: expected G (as many fraction digits as needed, the "
        + "default) or O (always nine).");

    /// <summary>Why a text was refused: what was expected, and which characters came in its place.</summary>
    internal readonly record struct Refusal(string? Expected, int Start, int Length)
    {
        /// <summary>The refusal of a well-formed time that no instant is.</summary>
        internal static Refusal OutOfRange => new(null, 0, -1);

        internal bool IsOutOfRange => Length < 0;

        internal bool IsNone => this == default;
    }

    /// <summary>Reads from left to right; after the first failure, which is kept, it reads nothing more.</summary>
    private ref struct Reader<TChar>(ReadOnlySpan<TChar> text) where TChar : unmanaged, IBinaryInteger<TChar>
    {
        private readonly ReadOnlySpan<TChar> _text = text;
        private int _position;

        internal Refusal Refusal { get; private set; }

        internal readonly bool HasFailed => Refusal.Expected is not null;

        /// <summary>Reads a number of so many digits; <paramref name="least"/> after a failure.</summary>
        internal int Number(int digits, int least, int most, string expected)
        {
            int start = _position, number = 0;
            for (int i = 0; i < digits && !HasFailed; i++)
            {
                if (IsDigit()) number = (number * 10) + Digit();
                else Fail(expected, _position, 1);
            }

            if (!HasFailed && (number < least || number > most)) Fail(expected, start, digits);
            return HasFailed ? least : number;
        }

        internal void Skip(char expected, string meaning)
        {
            if (!TrySkip(expected)) Fail(meaning, _position, 1);
        }

        /// <summary>Reads the nanoseconds after a point; 0 without one.</summary>
        internal int Fraction()
        {
            if (!TrySkip('.')) return 0;
            int start = _position, number = 0;
            while (IsDigit() && _position - start < FractionDigits) number = (number * 10) + Digit();
            if (_position == start) Fail("a fraction digit", _position, 1);
            if (IsDigit()) Fail("at most nine fraction digits", start, FractionDigits + 1);
            for (int digits = _position - start; digits < FractionDigits; digits++) number *= 10;
            return number;
        }

        /// <summary>Reads the zone; gives how many minutes local time is ahead of UTC.</summary>
        internal int Offset()
        {
            if (TrySkip('Z')) return 0;
            int sign = TrySkip('+') ? 1 : TrySkip('-') ? -1 : 0;
            if (sign == 0) Fail("a zone (Z or +hh:mm)", _position, 1);
            int hours = Number(2, 0, 23, "an offset's hour from 00 to 23");
            Skip(':', "':' after the offset's hour");
            return sign * ((hours * 60) + Number(2, 0, 59, "an offset's minute from 00 to 59"));
        }

        internal void End()
        {
            if (_position < _text.Length) Fail("the end of the text", _position, _text.Length - _position);
        }

        private bool TrySkip(char expected)
        {
            if (HasFailed || _position == _text.Length) return false;
            if (_text[_position] != TChar.CreateTruncating(expected)) return false;
            _position++;
            return true;
        }

        private readonly bool IsDigit() =>
            _position < _text.Length && int.CreateTruncating(_text[_position]) is >= '0' and <= '9';

        private int Digit() => int.CreateTruncating(_text[_position++]) - '0';

        private void Fail(string expected, int start, int length)
        {
            if (!HasFailed) Refusal = new Refusal(expected, start, length);
        }
    }
}
