using MathNet.Numerics.Statistics;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Covariance and correlation of two sources.</summary>
public sealed class PairWindowTests
{
    [Fact]
    public void Statistics_agree_with_a_full_recompute_over_all_pairs_in_the_window()
    {
        var runtime = Testing.NewRuntime();
        TestInput<double> first = runtime.Input(0.0), second = runtime.Input(0.0);
        PairWindow window = first.Node.Arrivals().PairWith(second.Node.Arrivals(), TimeSpan.FromSeconds(20));
        Node<double?> covariance = window.Covariance(), population = window.PopulationCovariance();
        Node<double?> correlation = window.Correlation();
        Node<int> count = window.Count();
        var random = new SeededRandom(9);
        (double X, double Y) now = (double.NaN, double.NaN);
        var pairs = new List<(int At, double X, double Y)>();

        for (int at = 0; at < 600; at++)
        {
            runtime.AdvanceTo(Testing.At(at));
            if (random.Percent(10)) continue;
            if (random.Percent(60)) first.Push(now.X = random.Percent(5) ? double.NaN : 1e6 + random.NextInt32(50));
            else second.Push(now.Y = random.Percent(5) ? double.NaN : random.NextInt32(9) - (now.X / 3));
            runtime.RunUntilIdle();
            if (!double.IsNaN(now.X + now.Y)) pairs.Add((at, now.X, now.Y));
            if (!count.HasValue) continue;

            (int At, double X, double Y)[] within = [.. pairs.Where(pair => pair.At > at - 20)];
            double[] xs = [.. within.Select(pair => pair.X)], ys = [.. within.Select(pair => pair.Y)];
            Assert.Equal(within.Length, count.Value);
            AssertClose(within.Length < 2 ? null : ArrayStatistics.Covariance(xs, ys), covariance.Value);
            AssertClose(within.Length < 1 ? null : ArrayStatistics.PopulationCovariance(xs, ys), population.Value);
            double expected = within.Length < 2 ? double.NaN : Correlation.Pearson(xs, ys);
            AssertClose(double.IsNaN(expected) ? null : expected, correlation.Value);
        }

        Assert.Equal(0, window.Overflow);
        Assert.True(window.Rejected > 5 && window.IsComplete);
    }

    [Fact]
    public void One_pair_comes_of_both_sources_in_one_cycle_and_none_before_both_have_a_value()
    {
        var runtime = new HistoricalRuntime(Testing.At(0), Testing.At(9)).Checked();
        Node<int> first = runtime.AddSource<int>("first", [new(Testing.At(1), 1), new(Testing.At(3), 2)], 0).Arrivals();
        Node<int> second = runtime.AddSource<int>("second", [new(Testing.At(2), 1), new(Testing.At(3), 5)], 0)
            .Arrivals();
        List<(double, int)> count = first.PairWith(second, count: 10).Count().Record();

        runtime.Run();

        Assert.Equal([(2, 1), (3, 2)], count);
    }

    [Fact]
    public void Source_that_never_changes_has_no_correlation()
    {
        var feed = new ReadingFeed();
        Node<double?> correlation = feed.Source.PairWith(feed.Source, count: 5).Correlation();

        feed.Bring(0, 3);
        feed.Bring(1, 3);
        Assert.Null(correlation.Value);
        feed.Bring(2, 4);
        Assert.Equal(1, correlation.Value);
    }

    private static void AssertClose(double? expected, double? actual)
    {
        Assert.Equal(expected.HasValue, actual.HasValue);
        if (expected is { } value) Assert.Equal(value, actual!.Value, Math.Max(1, Math.Abs(value)) * 1e-9);
    }
}
