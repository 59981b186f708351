using MathNet.Numerics.Statistics;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Summaries are as exact after a million slides as at the start.</summary>
public sealed class StabilityTests
{
    [Theory]
    [InlineData(10, 1e-3)]
    [InlineData(10, 1e9)]
    [InlineData(1_000, 1e9)]
    [InlineData(1_000, 1e-9)]
    public void Statistics_agree_with_a_full_recompute_after_a_million_slides(int count, double offset)
    {
        var random = new SeededRandom(3);
        var window = new Window(count);
        var values = new Queue<double>();
        for (int i = 0; i < 1_000_000; i++)
        {
            double value = offset + (random.NextInt32(2_000_001) / 1e6) - 1;
            window.Add(value);
            values.Enqueue(value);
            if (values.Count > count) values.Dequeue();
        }

        Assert.Equal(values.Mean(), window.Moments.Mean, RelativeTo(values.Mean(), 1e-12));
        Assert.Equal(values.Sum(), window.Sum, RelativeTo(count, 1e-12) + RelativeTo(values.Sum(), 1e-12));
        Assert.Equal(VarianceOf(values), Variance(window.Moments), RelativeTo(VarianceOf(values), 1e-9));
    }

    [Fact]
    public void Equal_values_have_exactly_no_variance_and_exactly_their_own_mean()
    {
        foreach (double value in (double[])[0.1, 1e-300, 1e17 + 2, -7.3, 1.0 / 3])
        {
            var window = new Window(count: 777);
            var random = new SeededRandom(5);
            for (int i = 0; i < 2_000; i++) window.Add(random.NextInt32(1_000_000) * 1e10);
            for (int i = 0; i < 3_000; i++) window.Add(value);

            Assert.Equal(0.0, window.Moments.Squares);
            Assert.Equal(value, window.Moments.Mean);
        }
    }

    [Fact]
    public void Sums_of_integers_are_exact_and_what_cancels_out_is_not_lost()
    {
        var window = new Window(count: 100);
        for (int i = 0; i < 1_000; i++) window.Add(i % 2 == 0 ? 1e17 : -1e17);
        for (int i = 1; i <= 100; i++) window.Add(i);
        Assert.Equal(5_050, window.Sum);

        foreach (double value in (double[])[1e17, 1, -1e17]) window.Add(value);
        Assert.Equal(5_050 - 6 + 1, window.Sum);
    }

    [Fact] // https://github.com/ajcr/rolling/issues/20, https://github.com/jasonjfoster/roll/issues/51
    public void Variance_of_three_integers_is_right_at_every_place()
    {
        double?[] variances = Variances(3, [138, 136, 137, 137, 135, 136, 135, 135, 135]);

        double?[] expected = [null, 2, 1, 1.0 / 3, 4.0 / 3, 1, 1.0 / 3, 1.0 / 3, 0];
        Assert.Equal(expected.Length, variances.Length);
        Assert.All(expected.Zip(variances), pair => AssertClose(pair.First, pair.Second));
        Assert.Equal(0.0, variances[^1]);
    }

    [Fact] // https://github.com/pandas-dev/pandas/issues/54518
    public void Small_values_after_huge_ones_have_their_own_deviation()
    {
        double?[] deviations = [.. Variances(2, [1.2e3, 1.3e17, 1.5e17, 1.995e3, 1.99e3]).Select(Root)];

        double?[] expected =
            [null, 9.192388155425034e16, 1.414213562373095e16, 1.0606601717798072e17, 3.5355339059327378];
        Assert.All(expected.Zip(deviations), pair => AssertClose(pair.First, pair.Second));
    }

    [Fact] // https://github.com/pandas-dev/pandas/issues/38874
    public void Tiny_values_that_alternate_have_their_own_deviation()
    {
        var window = new Window(count: 10);
        double[] period = [1e-8, -1.1e-8, 1.2e-8, -1.1e-8];
        var deviations = new List<double>();
        for (int i = 0; i < 12; i++)
        {
            window.Add(period[i % period.Length]);
            deviations.Add(Math.Sqrt(window.Moments.Squares / window.Moments.Count));
        }

        AssertClose(1.0921996154549771e-08, deviations[9]);
        AssertClose(1.112160060422959e-08, deviations[11]);
    }

    private static double?[] Variances(int count, double[] values)
    {
        var window = new Window(count);
        return [.. values.Select(value =>
        {
            window.Add(value);
            return window.Moments.Count < 2 ? (double?)null : Variance(window.Moments);
        })];
    }

    private static double Variance(Moments moments) => moments.Squares / (moments.Count - 1);

    private static double? Root(double? variance) => variance is { } square ? Math.Sqrt(square) : null;

    /// <summary>
    /// Twice over the values, of which the first is taken first: they are close enough for that to be exact.
    /// </summary>
    private static double VarianceOf(Queue<double> values)
    {
        double first = values.Peek();
        return values.Select(value => value - first).Variance();
    }

    private static double RelativeTo(double value, double tolerance) => Math.Abs(value) * tolerance;

    private static void AssertClose(double? expected, double? actual)
    {
        Assert.Equal(expected.HasValue, actual.HasValue);
        if (expected is { } value) Assert.Equal(value, actual!.Value, RelativeTo(value, 1e-12));
    }

    /// <summary>A window of a number of samples with what is summed up of them.</summary>
    private sealed class Window
    {
        private readonly WindowContents<WindowSample> _contents;
        private readonly SlidingAggregate<Moments, WindowSample> _moments;
        private readonly SlidingAggregate<CompensatedSum, WindowSample> _sum;

        internal Window(int count)
        {
            _contents = new(count, length: null);
            _moments = _contents.Require(contents => new SlidingAggregate<Moments, WindowSample>(contents));
            _sum = _contents.Require(contents => new SlidingAggregate<CompensatedSum, WindowSample>(contents));
        }

        internal Moments Moments => _moments.Current;

        internal double Sum => _sum.Current.Total;

        internal void Add(double value) => _contents.Add(new WindowSample(default, value));
    }
}
