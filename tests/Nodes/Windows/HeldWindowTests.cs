using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A held signal: each value weighted by how long it held, the one at the window's start included.</summary>
public sealed class HeldWindowTests
{
    [Fact] // https://github.com/home-assistant/core/issues/99952
    public void Mean_is_of_the_signal_itself_and_never_empty()
    {
        List<(double, double?)> mean = Recording.Replay(
            [(0, 20.0), (600, 22.0)], end: 2_000, source => source.Held(TimeSpan.FromSeconds(900)).Mean());

        Assert.Equal([(0, null), (600, 20), (900, 20.666666666666668), (1_500, 22)], mean);
    }

    [Fact] // https://github.com/home-assistant/core/issues/31579
    public void Rate_is_over_the_whole_window_and_ends_when_the_change_has_left()
    {
        List<(double, double?)> rate = Recording.Replay(
            [(0, 0.0), (10, 10.0)], end: 40, source => source.Held(TimeSpan.FromSeconds(5)).Rate());

        Assert.Equal([(0, null), (5, 0), (10, 2), (15, 0)], rate);
    }

    [Fact] // https://github.com/openhab/openhab-core/issues/3439
    public void A_value_weighs_what_it_held_and_not_what_the_next_one_does()
    {
        TimeSpan length = TimeSpan.FromSeconds(100);
        MovingNode<double?>? mean = null;
        double? at100 = null;

        Recording.Replay([(0, 0.0), (90, 100.0)], end: 100, source => mean = source.Held(length).Mean());
        at100 = mean!.At(Testing.At(100));
        List<(double, double?)> steady = Recording.Replay(
            [(0, 7.0)], end: 1_000, source => source.Held(length).Mean());

        Assert.Equal(10, at100);
        Assert.Equal([(0, null), (100, 7)], steady);
    }

    [Fact] // https://github.com/home-assistant/core/issues/126271
    public void Time_before_the_first_value_is_not_covered()
    {
        MovingNode<double?>? coverage = null, mean = null;

        Recording.Replay([(0, 0), (100, 1)], end: 110, source =>
        {
            HeldWindow week = source.Held(TimeSpan.FromDays(7));
            mean = week.Mean();
            return coverage = week.Coverage();
        });

        Assert.Equal(110 / 604_800.0, coverage!.At(Testing.At(110)));
        Assert.Equal(10 / 110.0, mean!.At(Testing.At(110)));
    }

    [Fact]
    public void What_is_not_Ok_covers_nothing_and_its_gap_leaves_by_a_timer()
    {
        var feed = new ReadingFeed();
        HeldWindow window = feed.Source.Held(TimeSpan.FromSeconds(10));
        var mean = window.Mean().Record();
        var coverage = window.Coverage().Record();
        var low = window.Min().Record();
        var rate = window.Rate().Record();

        feed.Bring(0, 4);
        feed.Bring(4, 0, SensorStatus.Down);
        feed.Bring(6, 8);
        feed.Runtime.AdvanceTo(Testing.At(40));

        Assert.Equal([(0, null), (4, 4), (10, 6), (14, 8)], mean);
        Assert.Equal([(0, 0), (4, 0.4), (10, 0.8), (16, 1)], coverage);
        Assert.Equal([(0, 4), (14, 8)], low);
        Assert.Equal([(0, null), (10, 0.4), (14, null), (16, 0)], rate);
    }

    [Fact]
    public void Signal_that_fails_for_longer_than_the_window_has_nothing()
    {
        var feed = new ReadingFeed();
        HeldWindow window = feed.Source.Held(TimeSpan.FromSeconds(10));
        Node<double?> mean = window.Mean(), high = window.Max(), coverage = window.Coverage(), range = window.Range();

        feed.Bring(0, 4);
        feed.Bring(5, 0, SensorStatus.Down);
        feed.Runtime.AdvanceTo(Testing.At(15));

        Assert.Equal((null, null, 0.0, null), (mean.Value, high.Value, coverage.Value, range.Value));
    }

    [Fact]
    public void Of_several_values_at_one_instant_the_last_one_counts()
    {
        List<(double, double?)> high = Recording.Replay(
            [(0, 1.0), (5, 9.0), (5, 2.0)], end: 30, source => source.Held(TimeSpan.FromSeconds(10)).Max());

        Assert.Equal([(0, 1), (5, 9), (5, 2)], high);
    }

    [Fact]
    public void Steps_bring_the_mean_up_to_date_in_between()
    {
        var options = new HeldOptions { Every = TimeSpan.FromSeconds(4) };
        List<(double At, double? Value)> mean = Recording.Replay(
            [(1, 10.0), (3, 20.0)], end: 18, source => source.Held(TimeSpan.FromSeconds(10), options).Mean());

        Assert.Equal(
            [(1, null), (3, 10), (5, 15), (9, 17.5), (11, 18), (13, 20)],
            mean.Select(item => (item.At, item.Value is { } value ? Math.Round(value, 9) : (double?)null)));
    }

    [Fact]
    public void Full_window_loses_the_oldest_value_and_does_not_cover_its_time()
    {
        var feed = new ReadingFeed();
        HeldWindow window = feed.Source.Held(TimeSpan.FromSeconds(100), new HeldOptions { Capacity = 2 });
        MovingNode<double?> mean = window.Mean(), coverage = window.Coverage();
        Node<double?> rate = window.Rate();
        for (int i = 0; i < 3; i++) feed.Bring(i * 10, i);
        Assert.Equal((0, true), (window.Overflow, window.IsComplete));

        feed.Bring(30, 3);
        feed.Bring(40, 4);
        feed.Runtime.AdvanceTo(Testing.At(50));

        Assert.Equal((2, false), (window.Overflow, window.IsComplete));
        Assert.Equal(0.3, coverage.At(Testing.At(50)));
        Assert.Equal(3, mean.At(Testing.At(50)));
        feed.Runtime.AdvanceTo(Testing.At(110)); // the window starts at 10, in the time that was lost
        Assert.Equal((0.9, null), (coverage.At(Testing.At(110)), rate.Value));
        feed.Runtime.AdvanceTo(Testing.At(120));
        Assert.Equal((true, 0.02), (window.IsComplete, rate.Value));
    }

    [Fact]
    public void Equal_values_take_no_room()
    {
        var feed = new ReadingFeed();
        HeldWindow window = feed.Source.Held(TimeSpan.FromSeconds(100), new HeldOptions { Capacity = 1 });
        Node<double?> mean = window.Mean();

        for (int i = 0; i < 50; i++) feed.Bring(i, 5);

        Assert.Equal((5, 0), (mean.Value, window.Overflow));
    }

    [Fact]
    public void Quantity_can_be_asked_what_it_will_be_after_values_have_left()
    {
        var feed = new ReadingFeed();
        MovingNode<double?> mean = feed.Source.Held(TimeSpan.FromSeconds(10)).Mean();
        Assert.Null(mean.At(Testing.At(3)));
        for (int i = 0; i < 5; i++) feed.Bring(i * 2, i);

        double?[] means = [.. Enumerable.Range(8, 12).Select(at => mean.At(Testing.At(at)))];

        double?[] expected = [12 / 8.0, 16 / 9.0, 2, 2.4, 2.8, 3.1, 3.4, 3.6, 3.8, 3.9, 4, 4];
        Assert.All(expected.Zip(means), pair => Assert.Equal(pair.First!.Value, pair.Second!.Value, 1e-12));
        var past = Assert.Throws<ArgumentOutOfRangeException>("when", () => mean.At(Testing.At(7)));
        Assert.StartsWith(
            $"{mean} was asked what it was in the past; it is 1970-01-01T00:00:08Z now.",
            past.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Limit_is_crossed_at_the_first_nanosecond_at_which_it_is()
    {
        var feed = new ReadingFeed();
        MovingNode<double?> mean = feed.Source.Held(TimeSpan.FromSeconds(10)).Mean();
        var atLeast = Instants(mean.AtLeast(1));
        var below = Instants(mean.Below(1));

        feed.Bring(0, 0);
        feed.Bring(7, 3);
        feed.Bring(20, 0);
        feed.Runtime.AdvanceTo(Testing.At(60));

        // (t - 7) x 3 >= t at 10.5, but the window is full at 10: (t - 7) x 3 >= 10 at 10.333...
        long rise = 10_333_333_334, fall = 26_666_666_667;
        Assert.Equal([(0, false), (rise, true), (fall, false)], atLeast);
        Assert.Equal([(0, false), (1, true), (rise, false), (fall, true)], below);
    }

    [Fact]
    public void Limit_that_is_added_late_is_known_at_once()
    {
        var feed = new ReadingFeed();
        MovingNode<double?> mean = feed.Source.Held(TimeSpan.FromSeconds(10)).Mean();
        feed.Bring(0, 5);
        feed.Bring(4, 6);

        Node<bool> high = mean.AtLeast(5);
        feed.Runtime.RunUntilIdle();

        Assert.True(high.HasValue && high.Value);
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => mean.AtLeast(null));
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => mean.Below(double.NaN));
    }

    private static List<(long At, bool Value)> Instants(Node<bool> node)
    {
        var changes = new List<(long At, bool Value)>();
        NodeBuilder.Create(changes).TriggeredBy(node).Build(
            node.Executor!,
            (ref List<(long At, bool Value)> list, in CycleContext context) =>
            {
                list.Add((context.Now.UnixNanoseconds, node.Value));
                return Control.Unchanged;
            });
        return changes;
    }
}
