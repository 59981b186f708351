using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Points in time: arithmetic, range, conversion, text.</summary>
public sealed class InstantTests
{
    private static readonly Arbitrary<DoNotSize<long>> s_longs = ArbMap.Default.ArbFor<DoNotSize<long>>();

    [Fact]
    public void Sum_and_difference_equal_those_of_unbounded_integers_or_overflow() =>
        Prop.ForAll(s_longs, s_longs, (start, ticks) =>
        {
            var instant = new Instant(start.Item);
            var duration = new TimeSpan(ticks.Item % (ticks.Item % 2 == 0 ? long.MaxValue : 100_000_000_000_000_000));
            BigInteger nanoseconds = new BigInteger(duration.Ticks) * 100;
            return Same(() => instant + duration, start.Item + nanoseconds)
                && Same(() => instant - duration, start.Item - nanoseconds);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Difference_of_instants_is_that_of_unbounded_integers_rounded_toward_zero() =>
        Prop.ForAll(s_longs, s_longs, (start, end) =>
            (new Instant(end.Item) - new Instant(start.Item)).Ticks
                == (long)BigInteger.Divide(new BigInteger(end.Item) - start.Item, 100)).QuickCheckThrowOnFailure();

    [Fact]
    public void Comparisons_follow_the_nanoseconds() =>
        Prop.ForAll(s_longs, s_longs, (left, right) =>
        {
            Instant one = new(left.Item), other = new(right.Item);
            int expected = left.Item.CompareTo(right.Item);
            return one < other == expected < 0 && one > other == expected > 0
                && one <= other == expected <= 0 && one >= other == expected >= 0
                && one == other == (expected == 0) && one.CompareTo(other) == expected
                && one.CompareTo((object)other) == expected && one.CompareTo(one) == 0 && one <= new Instant(left.Item);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Conversion_to_a_date_rounds_down_and_back_gives_the_multiple_of_100_ns() =>
        Prop.ForAll(s_longs, nanoseconds =>
        {
            long expected = (long)((new BigInteger(nanoseconds.Item) - Modulo(nanoseconds.Item, 100)) / 100);
            DateTimeOffset date = new Instant(nanoseconds.Item).ToDateTimeOffset();
            bool fits = expected >= long.MinValue / 100;
            return date.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks == expected && date.Offset == TimeSpan.Zero
                && (!fits || Instant.FromDateTimeOffset(date).UnixNanoseconds == expected * 100);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_parses_back_to_the_same_nanoseconds() =>
        Prop.ForAll(s_longs, nanoseconds =>
        {
            string text = new Instant(nanoseconds.Item).ToString();
            string[] parts = text[..^1].Split('.');
            long seconds = (DateTime.ParseExact(parts[0], "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)
                - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
            long fraction = parts.Length == 1 ? 0 : long.Parse(parts[1].PadRight(9, '0'), CultureInfo.InvariantCulture);
            return text.EndsWith('Z') && ((BigInteger)seconds * 1_000_000_000) + fraction == nanoseconds.Item;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(1, "1970-01-01T00:00:00.000000001Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999999Z")]
    [InlineData(100_000_000, "1970-01-01T00:00:00.1Z")]
    [InlineData(-500_000_000, "1969-12-31T23:59:59.5Z")]
    [InlineData(-1_000_000_000, "1969-12-31T23:59:59Z")]
    [InlineData(1_422_886_860_000_000_000, "2015-02-02T14:21:00Z")]
    [InlineData(1_422_886_860_120_300_000, "2015-02-02T14:21:00.1203Z")]
    [InlineData(long.MinValue, "1677-09-21T00:12:43.145224192Z")]
    [InlineData(long.MaxValue, "2262-04-11T23:47:16.854775807Z")]
    public void Text_is_ISO_8601_with_as_many_digits_as_needed(long nanoseconds, string expected) =>
        Assert.Equal(expected, new Instant(nanoseconds).ToString());

    [Fact]
    public void Default_is_the_epoch_and_the_range_is_that_of_the_nanoseconds()
    {
        Assert.Equal(Instant.Epoch, default);
        Assert.Equal(0, Instant.Epoch.UnixNanoseconds);
        Assert.Equal(long.MinValue, Instant.MinValue.UnixNanoseconds);
        Assert.Equal(long.MaxValue, Instant.MaxValue.UnixNanoseconds);
        Assert.Equal(DateTimeOffset.UnixEpoch, Instant.Epoch.ToDateTimeOffset());
    }

    [Fact]
    public void Overflow_names_both_summands_and_the_range()
    {
        var error = Assert.Throws<OverflowException>(() => Instant.MaxValue + TimeSpan.FromDays(1));

        Assert.Equal(
            "2262-04-11T23:47:16.854775807Z + 1.00:00:00 is outside the range of Instant, which is "
            + "1677-09-21T00:12:43.145224192Z to 2262-04-11T23:47:16.854775807Z.",
            error.Message);
    }

    [Fact]
    public void Overflow_of_a_subtraction_names_both_operands()
    {
        var error = Assert.Throws<OverflowException>(() => Instant.MinValue - TimeSpan.FromDays(1));
        var extreme = Assert.Throws<OverflowException>(() => Instant.Epoch - TimeSpan.MinValue);

        Assert.StartsWith(
            "1677-09-21T00:12:43.145224192Z - 1.00:00:00 is outside", error.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "1970-01-01T00:00:00Z - -10675199.02:48:05.4775808 is outside", extreme.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sum_at_the_very_ends_of_the_range_does_not_overflow()
    {
        Assert.Equal(Instant.MaxValue, new Instant(long.MaxValue - 100) + TimeSpan.FromTicks(1));
        Assert.Equal(Instant.MinValue, new Instant(long.MinValue + 100) - TimeSpan.FromTicks(1));
        Assert.Throws<OverflowException>(() => new Instant(long.MaxValue - 99) + TimeSpan.FromTicks(1));
        Assert.Throws<OverflowException>(() => new Instant(long.MinValue + 99) - TimeSpan.FromTicks(1));
        Assert.Equal(new TimeSpan(184_467_440_737_095_516), Instant.MaxValue - Instant.MinValue);
    }

    [Fact]
    public void Date_with_an_offset_is_converted_to_UTC()
    {
        var date = new DateTimeOffset(2015, 2, 2, 15, 21, 0, TimeSpan.FromHours(1));

        Assert.Equal("2015-02-02T14:21:00Z", Instant.FromDateTimeOffset(date).ToString());
    }

    [Fact]
    public void Date_outside_the_range_is_refused_with_the_date_and_the_range()
    {
        long first = DateTimeOffset.UnixEpoch.Ticks + (long.MinValue / 100);
        long last = DateTimeOffset.UnixEpoch.Ticks + (long.MaxValue / 100);

        Assert.Equal(
            new Instant(long.MinValue / 100 * 100), Instant.FromDateTimeOffset(new DateTimeOffset(first, default)));
        Assert.Equal(
            new Instant(long.MaxValue / 100 * 100), Instant.FromDateTimeOffset(new DateTimeOffset(last, default)));
        foreach (long ticks in new[] { 0, first - 1, last + 1, DateTimeOffset.MaxValue.Ticks })
        {
            var date = new DateTimeOffset(ticks, default);
            var error = Assert.Throws<OverflowException>(() => Instant.FromDateTimeOffset(date));
            Assert.StartsWith(
                $"The time {date:O} is outside the range of Instant", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Comparison_with_null_and_with_another_type_follows_the_convention_of_the_framework()
    {
        Assert.Equal(1, Instant.Epoch.CompareTo(null));
        var error = Assert.Throws<ArgumentException>("obj", () => Instant.Epoch.CompareTo("1970"));
        Assert.Contains("but got System.String", error.Message, StringComparison.Ordinal);
    }

    private static bool Same(Func<Instant> actual, BigInteger expected)
    {
        if (expected >= long.MinValue && expected <= long.MaxValue) return actual().UnixNanoseconds == (long)expected;
        return Record.Exception(() => actual()) is OverflowException;
    }

    private static long Modulo(long value, long divisor) => ((value % divisor) + divisor) % divisor;
}
