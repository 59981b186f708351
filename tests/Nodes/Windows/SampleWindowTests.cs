using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What belongs to a window of samples, when it leaves, and what its statistics broadcast.</summary>
public sealed class SampleWindowTests
{
    private static readonly TimeSpan s_quarter = TimeSpan.FromSeconds(900);

    [Fact] // https://github.com/home-assistant/core/issues/99952
    public void Sample_stays_until_its_length_has_passed_and_leaves_at_exactly_that_instant()
    {
        List<(double, double?)> mean = Recording.Replay(
            [(0, 20.0), (600, 22.0)], end: 2_000, source => source.Window(s_quarter).Mean());

        Assert.Equal([(0, 20), (600, 21), (900, 22), (1_500, null)], mean);
    }

    [Fact] // https://github.com/home-assistant/core/issues/140747
    public void Statistics_are_none_as_soon_as_there_are_too_few_samples_and_the_window_empties()
    {
        (double, double)[] events = [.. Enumerable.Range(0, 9).Select(i => (30.0 * i, 50.0 + i)), (2_820, 58)];
        TimeSpan length = TimeSpan.FromSeconds(240);

        List<(double At, double? Value)> slope = Recording.Replay(
            events, end: 3_000, source => source.Window(length, new WindowOptions { MinCount = 4 }).Slope());
        List<(double At, int Value)> count = Recording.Replay(
            events, end: 3_000, source => source.Window(length, new WindowOptions { MinCount = 4 }).Count());

        Assert.Equal((0, null), slope[0]);
        Assert.Equal(90, slope[1].At);
        Assert.All(slope[1..^1], item => Assert.Equal(1 / 30.0, item.Value!.Value, 1e-12));
        Assert.Equal((390, null), slope[^1]);
        Assert.Equal([(420, 2), (450, 1), (480, 0), (2_820, 1)], count[^4..]);
    }

    [Fact] // https://github.com/home-assistant/core/issues/10364
    public void Statistic_is_seen_in_the_cycle_that_brings_the_sample()
    {
        List<(double, double?)> rate = Recording.Replay(
            [(0, 0.0), (1, 1.0), (2, 2.0), (3, 1.0)], end: 5, source => source.Window(count: 2).Rate());

        Assert.Equal([(0, null), (1, 1), (3, -1)], rate);
    }

    [Fact] // https://github.com/pandas-dev/pandas/issues/15901
    public void What_is_no_finite_number_is_no_sample_and_is_counted()
    {
        (double, double)[] events = [(0, double.NaN), (1, 2.0), (2, 3.0)];
        TimeSpan length = TimeSpan.FromSeconds(3);

        Assert.Equal([(0, null), (1, 2), (4, 3), (5, null)], Play(events, window => window.Min()));
        Assert.Equal([(0, null), (1, 2), (2, 3), (5, null)], Play(events, window => window.Max()));
        Assert.Equal([(0, null), (1, 2), (2, 5), (4, 3), (5, null)], Play(events, window => window.Sum()));
        SampleWindow? counted = null;
        List<(double, int)> count = Recording.Replay(events, end: 9, source =>
        {
            counted = source.Window(length);
            return counted.Count();
        });

        Assert.Equal([(0, 0), (1, 1), (2, 2), (4, 1), (5, 0)], count);
        Assert.Equal((1, 0), (counted!.Rejected, counted.Overflow));

        List<(double, double?)> Play((double, double)[] values, Func<SampleWindow, Node<double?>> statistic) =>
            Recording.Replay(values, end: 9, source => statistic(source.Window(length)));
    }

    [Fact] // https://github.com/lf-edge/ekuiper/issues/2042
    public void Samples_of_one_instant_count_cycle_by_cycle_and_leave_in_one()
    {
        List<(double, int)> count = Recording.Replay(
            [(5, 1.0), (5, 2.0), (5, 3.0)], end: 30, source => source.Window(TimeSpan.FromSeconds(10)).Count());

        Assert.Equal([(5, 1), (5, 2), (5, 3), (15, 0)], count);
    }

    [Fact]
    public void Sample_that_comes_when_another_leaves_is_in_the_same_cycle()
    {
        var runtime = new HistoricalRuntime(Testing.At(0), Testing.At(49)).Checked();
        Node<double> source = runtime.AddSource(
            "source", Enumerable.Range(0, 50).Select(i => new Timestamped<double>(Testing.At(i), i)), initial: 0.0);
        var first = source.Arrivals().Window(TimeSpan.FromSeconds(10)).First().Record();

        runtime.Run();

        Assert.Equal(50, runtime.Executor.Epoch);
        Assert.Equal([(0, 0), .. Enumerable.Range(10, 40).Select(i => ((double)i, (double?)(i - 9)))], first);
    }

    [Fact]
    public void A_value_that_is_not_Ok_is_no_sample_and_the_next_good_one_is()
    {
        var feed = new ReadingFeed();
        var mean = feed.Source.Window(TimeSpan.FromSeconds(10)).Mean().Record();

        feed.Bring(0, 4);
        feed.Bring(1, 100, SensorStatus.Stale);
        feed.Bring(2, 6);
        feed.Runtime.AdvanceTo(Testing.At(20));

        Assert.Equal([(0, 4), (2, 5), (10, 6), (12, null)], mean);
    }

    [Fact]
    public void Value_that_the_source_has_already_is_the_first_sample_at_the_first_cycle()
    {
        var feed = new ReadingFeed();
        feed.Bring(0, 4);
        feed.Runtime.AdvanceTo(Testing.At(5));

        var mean = feed.Source.Window(TimeSpan.FromSeconds(10)).Mean().Record();
        feed.Runtime.AdvanceTo(Testing.At(20));

        Assert.Equal([(5, 4), (15, null)], mean);
    }

    [Fact]
    public void Statistic_that_is_asked_for_late_is_of_all_that_is_in_the_window()
    {
        var feed = new ReadingFeed();
        SampleWindow window = feed.Source.Window(TimeSpan.FromSeconds(10));
        window.Count();
        for (int i = 0; i < 5; i++) feed.Bring(i, i);

        Node<double?> median = window.Median(), sum = window.Sum(), low = window.Min();
        feed.Runtime.RunUntilIdle();

        Assert.Equal((2, 10, 0), (median.Value, sum.Value, low.Value));
        feed.Runtime.AdvanceTo(Testing.At(10));
        Assert.Equal((2.5, 10, 1), (median.Value, sum.Value, low.Value));
    }

    [Fact]
    public void Window_longer_than_time_itself_never_lets_go()
    {
        List<(double, int)> count = Recording.Replay(
            [(0, 1.0), (1e6, 2.0)], end: 1e9, source => source.Window(TimeSpan.MaxValue).Count());

        Assert.Equal([(0, 1), (1e6, 2)], count);
    }

    [Fact]
    public void Result_that_is_no_finite_number_is_none_and_leaves_no_trace()
    {
        List<(double, double?)> sum = Recording.Replay(
            [(0, 1e308), (1, 1e308), (2, 1.0)], end: 20, source => source.Window(TimeSpan.FromSeconds(5)).Sum());

        Assert.Equal([(0, 1e308), (1, null), (5, 1e308), (6, 1), (7, null)], sum);
    }

    [Fact]
    public void Numbers_of_every_kind_are_samples()
    {
        AssertMean<double>(1.5, 2.5);
        AssertMean<float>(1.5f, 2.5f);
        AssertMean<decimal>(1.5m, 2.5m);
        AssertMean<int>(1, 3);
        AssertMean<long>(long.MaxValue, long.MaxValue);
        AssertMean<Half>((Half)1.5, (Half)2.5);

        void AssertMean<T>(T first, T second)
            where T : struct, System.Numerics.INumber<T>
        {
            double expected = (double.CreateSaturating(first) + double.CreateSaturating(second)) / 2;
            List<(double, double?)> plain = Recording.Replay(
                [(0, first), (1, second)], end: 2, source => source.Window(count: 2).Mean());
            Assert.Equal(expected, plain[^1].Item2);
            List<(double, double?)> optional = Recording.Replay<T?, double?>(
                [(0, first), (1, null), (2, second)], end: 2, source => source.Window(count: 2).Mean());
            Assert.Equal(expected, optional[^1].Item2);
            List<(double, double?)> measured = Recording.Replay(
                [(0, Ok(first)), (1, Ok(second))], end: 2, source => source.Window(count: 2).Mean());
            Assert.Equal(expected, measured[^1].Item2);
        }

        static Reading<T> Ok<T>(T value) => new(value, SensorStatus.Ok, default, default);
    }

    [Fact]
    public void A_source_that_changes_nothing_in_a_statistic_runs_nothing_below_it()
    {
        var feed = new ReadingFeed();
        var log = new List<string>();
        Node<double?> high = feed.Source.Window(TimeSpan.FromSeconds(100)).Max();
        feed.Runtime.Executor.Add(new Probe(log, cycle: null, [high], []) { Name = "below" });

        for (int i = 0; i < 50; i++) feed.Bring(i, 10 - (i % 3));

        Assert.Equal(["below"], log);
    }
}
