using System.Globalization;
using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Instants as text: the forms that are written and read, and the refusal of all others.</summary>
public sealed class InstantTextTests
{
    private const string Form =
        " Write ISO 8601 with a zone (Z or +hh:mm) and at most nine fraction digits, such as 2015-02-02T14:21:00.5Z.";

    private static readonly Arbitrary<DoNotSize<long>> s_longs = ArbMap.Default.ArbFor<DoNotSize<long>>();

    /// <summary>Any instant, those at the ends of the range, and those with few fraction digits.</summary>
    private static IEnumerable<Instant> Near(long nanoseconds)
    {
        yield return new(nanoseconds);
        yield return new(long.MinValue + (nanoseconds & 0xFFFF));
        yield return new(long.MaxValue - (nanoseconds & 0xFFFF));
        for (long unit = 10; unit <= 1_000_000_000_000; unit *= 10) yield return new(nanoseconds / unit * unit);
    }

    [Fact]
    public void Every_form_of_the_text_parses_back_to_the_same_instant() =>
        Prop.ForAll(s_longs, nanoseconds => Near(nanoseconds.Item).All(instant =>
            new[] { instant.ToString(), instant.ToString("O") }.All(text =>
                Instant.Parse(text) == instant
                && Instant.Parse(text.AsSpan()) == instant
                && Instant.Parse(Encoding.UTF8.GetBytes(text)) == instant
                && ParseAs<Instant>(text) == instant))).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_with_an_offset_is_the_instant_that_the_framework_reads() =>
        Prop.ForAll(s_longs, s_longs, (nanoseconds, other) =>
        {
            var instant = new Instant(nanoseconds.Item / 2 / 100 * 100);
            var offset = TimeSpan.FromMinutes(other.Item % (14 * 60));
            string text = instant.ToDateTimeOffset().ToOffset(offset)
                .ToString("yyyy-MM-ddTHH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
            return Instant.Parse(text) == instant;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_with_all_digits_sorts_as_its_instant_does() =>
        Prop.ForAll(s_longs, s_longs, (left, right) =>
        {
            var (one, two) = (new Instant(left.Item), new Instant(right.Item));
            int order = string.CompareOrdinal(one.ToString("O"), two.ToString("o"));
            return Math.Sign(order) == Math.Sign(one.CompareTo(two)) && one.ToString("O").Length == 30;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Characters_bytes_and_interpolation_give_the_same_text_in_every_culture()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            var instant = new Instant(1_422_886_860_120_300_000);
            var (characters, bytes) = (new char[30], new byte[30]);

            Assert.True(instant.TryFormat(characters, out int charsWritten));
            Assert.True(instant.TryFormat(bytes, out int bytesWritten));

            Assert.Equal("2015-02-02T14:21:00.1203Z", new string(characters, 0, charsWritten));
            Assert.Equal("2015-02-02T14:21:00.1203Z", Encoding.UTF8.GetString(bytes, 0, bytesWritten));
            Assert.Equal("2015-02-02T14:21:00.1203Z", $"{instant:G}");
            Assert.Equal("at 2015-02-02T14:21:00.120300000Z", string.Format(culture, "at {0:O}", instant));
            Assert.True(Encoding.UTF8.GetBytes("2015-02-02T14:21:00.120300000Z") is var all
                && System.Text.Unicode.Utf8.TryWrite(bytes, $"{instant:O}", out int written)
                && bytes.AsSpan(0, written).SequenceEqual(all));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999999Z")]
    [InlineData(100_000_000, "1970-01-01T00:00:00.1Z")]
    public void Text_that_does_not_fit_is_not_written(long nanoseconds, string text)
    {
        for (int length = 0; length < text.Length; length++)
        {
            char[] characters = new char[length];
            byte[] bytes = new byte[length];

            Assert.False(new Instant(nanoseconds).TryFormat(characters, out int charsWritten));
            Assert.False(new Instant(nanoseconds).TryFormat(bytes, out int bytesWritten));

            Assert.Equal((0, 0), (charsWritten, bytesWritten));
            Assert.All(characters, character => Assert.Equal('\0', character));
        }

        Assert.True(new Instant(nanoseconds).TryFormat(new char[text.Length], out int fitting));
        Assert.Equal(text.Length, fitting);
    }

    [Fact]
    public void Writing_and_reading_allocate_nothing()
    {
        var (characters, bytes) = (new char[30], new byte[30]);
        var instant = new Instant(1_422_886_860_120_300_001);

        Allocation.AssertNone(() =>
        {
            instant.TryFormat(characters, out int charsWritten);
            instant.TryFormat(bytes, out int bytesWritten, "O");
            Assert.True(Instant.TryParse(characters.AsSpan(0, charsWritten), out _));
            Assert.True(Instant.TryParse(bytes.AsSpan(0, bytesWritten), out _));
            Assert.False(Instant.TryParse(characters.AsSpan(1), out _));
        });
    }

    [Theory]
    [InlineData("2015-02-02T14:21:00+00:00", "2015-02-02T14:21:00Z")]
    [InlineData("2015-02-02T14:21:00-00:00", "2015-02-02T14:21:00Z")]
    [InlineData("2015-02-02T14:21:00.000000000Z", "2015-02-02T14:21:00Z")]
    [InlineData("2015-02-03T00:51:00.25+10:30", "2015-02-02T14:21:00.25Z")]
    [InlineData("2015-02-01T14:22:00-23:59", "2015-02-02T14:21:00Z")]
    [InlineData("2016-02-29T00:00:00Z", "2016-02-29T00:00:00Z")]
    [InlineData("1677-09-20T22:12:43.145224192-02:00", "1677-09-21T00:12:43.145224192Z")]
    public void Text_in_another_form_of_the_same_instant_is_read(string text, string instant)
    {
        Assert.Equal(instant, Instant.Parse(text).ToString());
        Assert.True(Instant.TryParse(text, out Instant read));
        Assert.Equal(instant, read.ToString());
    }

    [Theory]
    [InlineData("", "a year of four digits at character 1, but got the end of the text")]
    [InlineData(" 2015-02-02T14:21:00Z", "a year of four digits at character 1, but got ' '")]
    [InlineData("-015-02-02T14:21:00Z", "a year of four digits at character 1, but got '-'")]
    [InlineData("201٥-02-02T14:21:00Z", "a year of four digits at character 4, but got '٥'")]
    [InlineData("2015/02/02T14:21:00Z", "'-' after the year at character 5, but got '/'")]
    [InlineData("2015-13-02T14:21:00Z", "a month from 01 to 12 at character 6, but got '13'")]
    [InlineData("2015-00-02T14:21:00Z", "a month from 01 to 12 at character 6, but got '00'")]
    [InlineData("2015-2-02T14:21:00Z", "a month from 01 to 12 at character 7, but got '-'")]
    [InlineData("2015-0202T14:21:00Z", "'-' after the month at character 8, but got '0'")]
    [InlineData("2015-02-29T14:21:00Z", "a day of that month at character 9, but got '29'")]
    [InlineData("2015-02-00T14:21:00Z", "a day of that month at character 9, but got '00'")]
    [InlineData("2015-02-02 14:21:00Z", "'T' between date and time at character 11, but got ' '")]
    [InlineData("2015-02-02t14:21:00Z", "'T' between date and time at character 11, but got 't'")]
    [InlineData("2015-02-02T24:00:00Z", "an hour from 00 to 23 at character 12, but got '24'")]
    [InlineData("2015-02-02T14.21:00Z", "':' after the hour at character 14, but got '.'")]
    [InlineData("2015-02-02T14:60:00Z", "a minute from 00 to 59 at character 15, but got '60'")]
    [InlineData("2015-02-02T14:21Z", "':' after the minute at character 17, but got 'Z'")]
    [InlineData("2016-12-31T23:59:60Z", "a second from 00 to 59 at character 18, but got '60'")]
    [InlineData("2015-02-02T14:21:00.Z", "a fraction digit at character 21, but got 'Z'")]
    [InlineData("2015-02-02T14:21:00,5Z", "a zone (Z or +hh:mm) at character 20, but got ','")]
    [InlineData(
        "2015-02-02T14:21:00.1234567890Z", "at most nine fraction digits at character 21, but got '1234567890'")]
    [InlineData("2015-02-02T14:21:00", "a zone (Z or +hh:mm) at character 20, but got the end of the text")]
    [InlineData("2015-02-02T14:21:00z", "a zone (Z or +hh:mm) at character 20, but got 'z'")]
    [InlineData("2015-02-02T14:21:00+24:00", "an offset's hour from 00 to 23 at character 21, but got '24'")]
    [InlineData("2015-02-02T14:21:00+0100", "':' after the offset's hour at character 23, but got '0'")]
    [InlineData("2015-02-02T14:21:00+01:60", "an offset's minute from 00 to 59 at character 24, but got '60'")]
    [InlineData("2015-02-02T14:21:00ZZ\0", "the end of the text at character 21, but got 'Z\0'")]
    public void Text_in_another_form_is_refused_with_the_place_and_the_expectation(string text, string expectation)
    {
        var error = Assert.Throws<FormatException>(() => Instant.Parse(text));
        var ofSpan = Assert.Throws<FormatException>(() => Instant.Parse(text.AsSpan()));

        Assert.Equal($"'{text}' is not an instant: expected {expectation}." + Form, error.Message);
        Assert.Equal(error.Message, ofSpan.Message);
        Assert.False(Instant.TryParse(text, out Instant instant));
        Assert.Equal(default, instant);
    }

    [Fact]
    public void Refusal_of_bytes_names_the_place_in_bytes_and_a_long_text_is_cut()
    {
        byte[] bytes = [.. "2015-02-02T14:21:00Z"u8, .. Enumerable.Repeat((byte)0xC3, 1_000)];

        var error = Assert.Throws<FormatException>(() => Instant.Parse(bytes));

        Assert.False(Instant.TryParse(bytes, out _));
        Assert.Equal(
            $"'2015-02-02T14:21:00Z{new string('Ã', 40)}...' is not an instant: expected the end of the text at "
            + $"character 21, but got '{new string('Ã', 60)}...'." + Form,
            error.Message);
    }

    [Theory]
    [InlineData("2262-04-11T23:47:16.854775808Z")]
    [InlineData("1677-09-21T00:12:43.145224191Z")]
    [InlineData("2262-04-11T23:47:16-00:01")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+23:59")]
    [InlineData("9999-12-31T23:59:59.999999999-23:59")]
    public void Time_outside_the_range_is_an_overflow_that_names_the_range(string text)
    {
        var error = Assert.Throws<OverflowException>(() => Instant.Parse(text));

        Assert.Equal(
            $"The time {text} is outside the range of Instant, which is {Instant.MinValue} to {Instant.MaxValue}.",
            error.Message);
        Assert.Equal(error.Message, Assert.Throws<OverflowException>(
            () => Instant.Parse(Encoding.UTF8.GetBytes(text))).Message);
        Assert.False(Instant.TryParse(text, out _));
    }

    [Fact]
    public void Null_is_refused_by_Parse_and_is_no_instant_for_TryParse()
    {
        Assert.Throws<ArgumentNullException>("text", () => Instant.Parse((string)null!));
        Assert.False(Instant.TryParse((string?)null, out _));
    }

    [Fact]
    public void Unknown_format_is_refused_with_those_that_exist()
    {
        var error = Assert.Throws<FormatException>(() => Instant.Epoch.ToString("yyyy"));

        Assert.Equal(
            "The format 'yyyy' is not one of an instant's: expected G (as many fraction digits as needed, the default) "
            + "or O (always nine).",
            error.Message);
        Assert.Throws<FormatException>(() => Instant.Epoch.TryFormat(new char[30], out _, "R"));
        Assert.Throws<FormatException>(() => string.Format(CultureInfo.InvariantCulture, "{0:X}", Instant.Epoch));
    }

    [Fact]
    public void Generic_arithmetic_takes_instants()
    {
        Instant[] instants = [new(5), new(-3), new(8)];

        Assert.Equal((new Instant(-3), new Instant(8)), Extremes(instants));
        Assert.Equal(new Instant(105), Later(instants[0], TimeSpan.FromTicks(1)));
    }

    private static T ParseAs<T>(string text)
        where T : ISpanParsable<T>, IUtf8SpanParsable<T>
    {
        T parsed = T.Parse(text, CultureInfo.InvariantCulture);
        Assert.True(T.TryParse(text, null, out T? again) && parsed.Equals(again));
        Assert.True(T.TryParse(text.AsSpan(), null, out again) && parsed.Equals(again));
        Assert.True(T.TryParse(Encoding.UTF8.GetBytes(text), null, out again) && parsed.Equals(again));
        Assert.Equal(parsed, T.Parse(text.AsSpan(), null));
        Assert.Equal(parsed, T.Parse(Encoding.UTF8.GetBytes(text), null));
        return parsed;
    }

    private static (T Least, T Most) Extremes<T>(IEnumerable<T> values)
        where T : IMinMaxValue<T>, IComparisonOperators<T, T, bool>
    {
        var (least, most) = (T.MaxValue, T.MinValue);
        foreach (T value in values)
        {
            if (value < least) least = value;
            if (value > most) most = value;
        }

        return (least, most);
    }

    private static TPoint Later<TPoint>(TPoint point, TimeSpan by)
        where TPoint : IAdditionOperators<TPoint, TimeSpan, TPoint>, ISubtractionOperators<TPoint, TimeSpan, TPoint>,
            ISubtractionOperators<TPoint, TPoint, TimeSpan>
    {
        TPoint later = point + by;
        Assert.Equal(point, later - by);
        Assert.Equal(by, later - point);
        return later;
    }
}
