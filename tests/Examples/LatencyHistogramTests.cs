using Spaxiom.Graph.Examples.OrderBook;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The histogram of the OrderBook example.</summary>
public sealed class LatencyHistogramTests
{
    private readonly LatencyHistogram _histogram = new();

    [Fact]
    public void Empty_histogram_has_percentiles_of_zero()
    {
        Assert.Equal(0, _histogram.Percentile(50));
        Assert.Equal((0, 0), (_histogram.Count, _histogram.Max));
    }

    [Fact]
    public void Percentiles_of_small_durations_are_exact()
    {
        for (long value = 1; value <= 200; value++) _histogram.Record(value);

        Assert.Equal(100, _histogram.Percentile(50));
        Assert.Equal(198, _histogram.Percentile(99));
        Assert.Equal(200, _histogram.Percentile(100));
        Assert.Equal(1, _histogram.Percentile(0.5));
    }

    [Fact]
    public void Percentile_is_never_too_low_and_at_most_a_128th_too_high()
    {
        // Each of these alone decides the median, because the two others lie on either side of it.
        for (int bit = 0; bit < 62; bit++)
        {
            foreach (long value in (long[])[1L << bit, (1L << bit) + (1L << bit >> 1), (1L << bit << 1) - 1])
            {
                var histogram = new LatencyHistogram();
                histogram.Record(0);
                histogram.Record(value);
                histogram.Record(long.MaxValue);

                Assert.InRange(histogram.Percentile(50), value, value + (value / 128));
            }
        }
    }

    [Fact]
    public void Longest_duration_is_exact_and_a_negative_one_counts_as_zero()
    {
        _histogram.Record(-5);
        _histogram.Record(123_456_789);

        Assert.Equal(0, _histogram.Percentile(50));
        Assert.Equal(123_456_789, _histogram.Max);
        Assert.Equal(123_456_789, _histogram.Percentile(99.99));
    }
}
