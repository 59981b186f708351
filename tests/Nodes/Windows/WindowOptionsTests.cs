using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What windows are told: room, steps, and what is refused.</summary>
public sealed class WindowOptionsTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    [Fact] // https://github.com/home-assistant/core/issues/27276
    public void Window_of_two_hours_holds_all_samples_of_two_hours()
    {
        List<(double At, int Value)> count = Recording.Replay(
            [.. Enumerable.Range(0, 200).Select(i => (60.0 * i, (double)i))],
            end: 11_990,
            source => source.Window(TimeSpan.FromSeconds(7_200)).Count());

        Assert.Equal((119 * 60, 120), count[^1]);
        Assert.Equal(120, count.Count);
    }

    [Fact]
    public void Full_window_lets_the_oldest_leave_early_and_says_so_until_that_has_passed()
    {
        var feed = new ReadingFeed();
        SampleWindow window = feed.Source.Window(s_minute, new WindowOptions { Capacity = 3 });
        Node<double?> first = window.First();
        for (int i = 0; i < 3; i++) feed.Bring(i, i);
        Assert.True(window.IsComplete);

        feed.Bring(3, 3);
        feed.Bring(4, 4);

        Assert.Equal((2, false, 2), (first.Value, window.IsComplete, window.Overflow));
        feed.Runtime.AdvanceTo(Testing.At(60.999));
        Assert.False(window.IsComplete);
        feed.Runtime.AdvanceTo(Testing.At(61));
        Assert.True(window.IsComplete);
        Assert.Equal(2, window.Overflow);
    }

    [Fact]
    public void Window_of_a_count_is_always_complete()
    {
        var feed = new ReadingFeed();
        SampleWindow window = feed.Source.Window(count: 2);
        Node<int> count = window.Count();

        for (int i = 0; i < 5; i++) feed.Bring(i, i);

        Assert.Equal((2, true, 0), (count.Value, window.IsComplete, window.Overflow));
    }

    [Fact]
    public void Window_of_a_source_of_a_known_rate_has_room_for_what_it_brings()
    {
        var runtime = Testing.NewRuntime();
        var polled = runtime.Executor.Add(new Polled(rate: 10));
        SampleWindow window = polled.Window(TimeSpan.FromSeconds(2));
        Node<int> count = window.Count();

        runtime.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal((20, 0), (count.Value, window.Overflow));
        ArgumentException exact = Assert.Throws<ArgumentException>(
            () => polled.Window(TimeSpan.FromSeconds(2), new WindowOptions { Capacity = 19 }));
        Assert.Equal(
            $"A window of 00:00:02 was given room for 19 samples, but {polled} brings 10 a second, which makes 20. "
            + "Leave the capacity out, or take a shorter window or longer steps. (Parameter 'capacity')",
            exact.Message);
        polled.Window(TimeSpan.FromSeconds(2), new WindowOptions { Capacity = 20 });
    }

    [Fact]
    public void Window_in_steps_is_exact_at_the_end_of_each_step_and_never_too_short()
    {
        var feed = new ReadingFeed();
        SampleWindow window = feed.Source.Window(s_minute, new WindowOptions { Every = TimeSpan.FromSeconds(10) });
        SampleWindow whole = feed.Source.Window(s_minute), longer = feed.Source.Window(TimeSpan.FromSeconds(70));
        Node<int> count = window.Count(), shortest = whole.Count(), longest = longer.Count();
        (Node<double?> Stepped, Node<double?> Exact)[] pairs =
        [
            (window.Sum(), whole.Sum()), (window.Mean(), whole.Mean()), (window.Variance(), whole.Variance()),
            (window.Min(), whole.Min()), (window.Max(), whole.Max()), (window.Range(), whole.Range()),
            (window.First(), whole.First()), (window.Last(), whole.Last()), (window.Slope(), whole.Slope()),
            (window.Rate(), whole.Rate()), (window.ZScore(), whole.ZScore()),
        ];
        (Node<Instant?> Stepped, Node<Instant?> Exact) time = (window.TimeOfMax(), whole.TimeOfMax());
        var random = new SeededRandom(4);

        for (int i = 1; i <= 3_000; i++)
        {
            double at = i / 10.0;
            if (random.Percent(30)) feed.Bring(at, random.NextInt32(100));
            else feed.Runtime.AdvanceTo(Testing.At(at));

            Assert.InRange(count.Value, shortest.Value, longest.Value);
            Assert.Equal(pairs[7].Exact.Value, pairs[7].Stepped.Value);
            if (i % 100 != 0 || !count.HasValue) continue;
            Assert.Equal(shortest.Value, count.Value);
            Assert.Equal(time.Exact.Value, time.Stepped.Value);
            Assert.All(pairs, pair => Assert.Equal(pair.Exact.Value!.Value, pair.Stepped.Value!.Value, 1e-9));
        }

        feed.Runtime.Advance(TimeSpan.FromSeconds(69));
        Assert.Equal((0, 0), (count.Value, shortest.Value));
        Assert.True(window.IsComplete);
    }

    [Fact]
    public void Sample_in_steps_leaves_with_its_step_by_a_timer()
    {
        List<(double, int)> count = Recording.Replay(
            [(3, 1.0), (9, 1.0), (10, 1.0), (10.5, 1.0)],
            end: 200,
            source => source.Window(s_minute, new WindowOptions { Every = TimeSpan.FromSeconds(10) }).Count());

        Assert.Equal([(3, 1), (9, 2), (10, 3), (10.5, 4), (70, 1), (80, 0)], count);
    }

    [Fact]
    public void Steps_before_the_epoch_end_where_they_do_after_it()
    {
        var runtime = new HistoricalRuntime(Testing.At(-30), Testing.At(100)).Checked();
        Node<double> source = runtime.AddSource<double>(
            "source", [new(Testing.At(-15), 1), new(Testing.At(-10), 1), new(Testing.At(-5), 1)], initial: 0);
        var options = new WindowOptions { Every = TimeSpan.FromSeconds(10) };
        List<(double, int)> count = source.Arrivals().Window(TimeSpan.FromSeconds(20), options).Count().Record();

        runtime.Run();

        Assert.Equal([(-15, 1), (-10, 2), (-5, 3), (10, 1), (20, 0)], count);
    }

    [Fact]
    public void A_quantile_of_a_window_in_steps_is_refused_and_leaves_nothing_behind()
    {
        var feed = new ReadingFeed();
        int before = feed.Runtime.Executor.NodeCount;
        SampleWindow window = feed.Source.Window(s_minute, new WindowOptions { Every = TimeSpan.FromSeconds(10) });

        var refusal = Assert.Throws<InvalidOperationException>(window.Median);

        Assert.Equal(
            "A quantile was asked of a window in steps of 00:00:10, which keeps no single samples. Leave "
            + "WindowOptions.Every out, or ask a shorter window.",
            refusal.Message);
        Assert.Equal(before, feed.Runtime.Executor.NodeCount);
    }

    [Fact]
    public void What_makes_no_sense_is_refused_with_a_sentence()
    {
        Node<Reading<double>> source = new ReadingFeed().Source;

        Assert.Throws<ArgumentOutOfRangeException>("length", () => source.Window(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => source.Window(count: 0));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => source.Held(-s_minute));
        Assert.Throws<ArgumentOutOfRangeException>("MinCount", () => new WindowOptions { MinCount = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Capacity", () => new WindowOptions { Capacity = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Every", () => new WindowOptions { Every = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>("Every", () => new HeldOptions { Every = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>("probability", () => source.Window(s_minute).Quantile(1.1));
        Assert.Throws<ArgumentOutOfRangeException>("probability", () => source.Window(s_minute).Quantile(double.NaN));
        Assert.Throws<ArgumentNullException>("source", () => default(Node<double>)!.Window(s_minute));
        AssertSays(
            "never have any",
            () => source.Window(count: 3, new WindowOptions { MinCount = 4 }));
        AssertSays("The count is its capacity", () => source.Window(count: 3, new WindowOptions { Capacity = 4 }));
        AssertSays("longer than itself", () => source.Window(s_minute, new WindowOptions { Every = s_minute * 2 }));
        AssertSays(
            "leave the capacity out",
            () => source.Window(s_minute, new WindowOptions { Every = s_minute, Capacity = 5 }));
        AssertSays(
            "it keeps every pair", () => source.PairWith(source, s_minute, new WindowOptions { Every = s_minute }));

        static void AssertSays(string part, Action act) =>
            Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Window_of_a_polled_source_is_woken_by_its_tick_and_needs_no_timer()
    {
        var feed = new ReadingFeed();
        PolledNode polled = PolledNode.Add(feed.Source, TimeSpan.FromSeconds(1));
        var count = polled.Window(TimeSpan.FromSeconds(5)).Count().Record();
        var coverage = polled.Held(TimeSpan.FromSeconds(5)).Coverage().Record();
        var increase = polled.Increase(TimeSpan.FromSeconds(5)).Record();

        feed.Bring(1, 10);
        feed.Bring(2, 11);
        feed.Bring(2.25, 12);
        feed.Runtime.AdvanceTo(Testing.At(5)); // the first sample leaves with the next tick
        Assert.Equal((1, Testing.At(6)), (feed.Runtime.Executor.PendingTimers, feed.Runtime.Executor.NextTimer));
        feed.Runtime.AdvanceTo(Testing.At(7));
        Assert.Equal(Testing.At(7.25), feed.Runtime.Executor.NextTimer); // off the grid a timer is needed
        feed.Runtime.AdvanceTo(Testing.At(9));

        Assert.Equal([(1, 1), (2, 2), (2.25, 3), (6, 2), (7, 1), (7.25, 0)], count);
        Assert.Equal([(1, 0), (2, 0.2), (2.25, 0.25), (6, 1)], coverage);
        Assert.Equal([(1, 0), (2, 1), (2.25, 2), (7, 1), (7.25, 0)], increase);
    }

    /// <summary>Brings the number of its run at a known rate.</summary>
    private sealed class Polled(double rate) : Node<int>, IPolled
    {
        public double? SampleRate => rate;

        public ITick? Tick => null;

        protected override void OnInit(Executor executor) => executor.Yield(this);

        protected override Control OnCycle(in CycleContext context)
        {
            State++;
            context.ScheduleAfter(TimeSpan.FromSeconds(1 / rate));
            return Control.Broadcast;
        }
    }
}
