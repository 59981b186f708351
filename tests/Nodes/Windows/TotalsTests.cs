using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Integral and increase.</summary>
public sealed class TotalsTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact] // https://github.com/home-assistant/core/issues/92404
    public void Integral_of_power_that_came_for_two_seconds_is_two_seconds_of_power()
    {
        (double, double)[] events = [(0, 0), (3_600, 700), (3_602, 0), (9_000, 0)];

        Assert.Equal(
            [(0, 0), (3_602, 1_400)], Recording.Replay(events, end: 9_000, source => source.Integral(per: s_second)));
        Assert.Equal(
            0.3889,
            Recording.Replay(events, end: 9_000, source => source.Integral(TimeSpan.FromHours(1)))[^1].Value,
            tolerance: 0.00005);
    }

    [Fact]
    public void Integral_stands_still_while_its_source_is_not_Ok()
    {
        var feed = new ReadingFeed();
        MovingNode<double> integral = feed.Source.Integral(per: s_second);
        feed.Bring(0, 2);
        feed.Bring(5, 2, SensorStatus.Down);
        feed.Bring(9, 3);
        feed.Runtime.AdvanceTo(Testing.At(10));

        Assert.Equal(10, integral.Value);
        Assert.Equal((13, 16), (integral.At(Testing.At(10)), integral.At(Testing.At(11))));
    }

    [Fact]
    public void Integral_is_brought_up_to_date_at_steps_and_set_to_zero_by_a_broadcast()
    {
        var feed = new ReadingFeed();
        TestInput<int> reset = feed.Runtime.Input(0);
        var integral = feed.Source.Integral(s_second, every: TimeSpan.FromSeconds(4), reset.Node.Arrivals()).Record();
        feed.Bring(1, 2);
        feed.Runtime.AdvanceTo(Testing.At(10));
        reset.Push(1);
        feed.Runtime.AdvanceTo(Testing.At(14));

        Assert.Equal([(1, 0), (5, 8), (9, 16), (10, 0), (13, 6)], integral);
    }

    [Fact]
    public void Limit_on_an_integral_follows_resets_and_changes_of_the_signal()
    {
        var feed = new ReadingFeed();
        TestInput<int> reset = feed.Runtime.Input(0);
        var full = feed.Source.Integral(s_second, reset: reset.Node.Arrivals()).AtLeast(10).Record();
        feed.Bring(0, 1);
        feed.Bring(4, 3);
        feed.Runtime.AdvanceTo(Testing.At(7));
        reset.Push(1);
        feed.Runtime.AdvanceTo(Testing.At(8));
        feed.Bring(8, -1);
        feed.Bring(20, 100);
        feed.Runtime.AdvanceTo(Testing.At(21));

        Assert.Equal([(0, false), (6, true), (7, false), (20.19, true)], full);
    }

    [Fact]
    public void Increase_counts_a_reset_counter_from_zero_and_bridges_what_is_bad()
    {
        (double, double)[] events = [(0, 100), (1, 103), (2, double.NaN), (3, 110), (4, 5), (5, 5), (6, 7)];

        List<(double, double?)> increase = Recording.Replay(
            events, end: 40, source => source.Increase(TimeSpan.FromSeconds(10)));

        Assert.Equal([(0, 0), (1, 3), (3, 10), (4, 15), (6, 17), (11, 14), (13, 7), (14, 2), (16, 0)], increase);
    }

    [Fact]
    public void Increase_is_none_before_the_first_good_value_and_while_growth_was_lost()
    {
        TimeSpan length = TimeSpan.FromSeconds(10);

        Assert.Equal(
            [(0, null), (1, 0), (2, 1)],
            Recording.Replay([(0, double.NaN), (1, 5), (2, 6)], end: 5, source => source.Increase(length)));
        Assert.Equal(
            [(0, 0), (1, 1), (2, 2), (3, null), (11, 2), (12, 1), (13, 0)],
            Recording.Replay(
                [(0, 0.0), (1, 1.0), (2, 2.0), (3, 3.0)], end: 20, source => source.Increase(length, capacity: 2)));
    }

    [Fact] // https://github.com/Point72/csp/issues/281
    public void Average_passes_over_what_is_no_number()
    {
        Assert.Equal(
            [(0, null), (1, 1), (3, 1.5)],
            Recording.Replay(
                [(0, double.NaN), (1, 1.0), (2, double.NaN), (3, 2.0)], end: 9, source => source.Ema(alpha: 0.5)));
    }

    [Fact]
    public void Average_by_time_halves_the_weight_of_the_past_with_each_half_life()
    {
        (double, double)[] events = [(0, 0.0), (10, 8.0), (10, 100.0), (30, 8.0)];

        List<(double, double?)> average = Recording.Replay(
            events, end: 99, source => source.Ema(halfLife: TimeSpan.FromSeconds(10)));

        Assert.Equal([(0, 0), (10, 4), (30, 7)], average);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Node<Reading<double>> source = new ReadingFeed().Source;

        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => source.Ema(alpha: 0));
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => source.Ema(alpha: 1.01));
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => source.Ema(alpha: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("span", () => source.EmaBySpan(0.5));
        Assert.Throws<ArgumentOutOfRangeException>("span", () => source.EmaBySpan(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("halfLife", () => source.Ema(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("per", () => source.Integral(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("every", () => source.Integral(s_second, every: TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => source.Increase(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => source.Increase(s_second, capacity: 0));
    }
}
