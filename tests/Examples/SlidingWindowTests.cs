using Spaxiom.Graph.Examples.OfficeOccupancy;
using Xunit;

namespace Spaxiom.Graph.Tests;

public sealed class SlidingWindowTests
{
    [Fact]
    public void Value_exactly_one_window_old_is_out()
    {
        var window = new SlidingWindow(TimeSpan.FromMinutes(15));

        window.Add(Instant.Epoch, 100);
        window.Add(Instant.Epoch + TimeSpan.FromMinutes(15) - TimeSpan.FromTicks(1), 10);
        WindowStatistics justBefore = window.Statistics;
        window.Add(Instant.Epoch + TimeSpan.FromMinutes(15), 30);

        Assert.Equal(new WindowStatistics(2, 110, 10, 100), justBefore);
        Assert.Equal(new WindowStatistics(2, 40, 10, 30), window.Statistics);
        Assert.Equal(20, window.Statistics.Mean);
    }

    [Fact]
    public void Long_gap_leaves_the_newest_value_alone()
    {
        var window = new SlidingWindow(TimeSpan.FromMinutes(30));

        for (int i = 0; i < 20; i++) window.Add(Instant.Epoch + TimeSpan.FromMinutes(i), i);
        window.Add(Instant.Epoch + TimeSpan.FromDays(1), 7);

        Assert.Equal(WindowStatistics.Of(7), window.Statistics);
    }

    [Fact]
    public void Empty_window_has_no_mean()
    {
        Assert.Null(new SlidingWindow(TimeSpan.FromMinutes(30)).Statistics.Mean);
    }

    [Fact]
    public void Window_agrees_with_a_plain_list_on_every_script_of_eight_gaps()
    {
        // Two bits of the script give each gap: 0, 1, 2 or 5 minutes; the window is 5 minutes long.
        var length = TimeSpan.FromMinutes(5);
        TimeSpan[] gaps = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), length];
        for (int script = 0; script < 1 << 16; script++)
        {
            var (window, now) = (new SlidingWindow(length), Instant.Epoch);
            var all = new List<(Instant Time, double Value)>();
            for (int step = 0; step < 8; step++)
            {
                now += gaps[(script >> (2 * step)) & 3];
                double value = (script * 31 % 97) + (step * 5 % 7);
                window.Add(now, value);
                all.Add((now, value));
                double[] held = [.. all.Where(sample => sample.Time > now - length).Select(sample => sample.Value)];
                Assert.Equal(new WindowStatistics(held.Length, held.Sum(), held.Min(), held.Max()), window.Statistics);
            }
        }
    }

    [Fact]
    public void Mean_after_a_value_of_another_magnitude_is_as_good_as_new()
    {
        var window = new SlidingWindow(TimeSpan.FromMinutes(3));

        window.Add(Instant.Epoch, 1e9);
        for (int i = 1; i <= 3; i++) window.Add(Instant.Epoch + TimeSpan.FromMinutes(i), 0.1);

        Assert.Equal((0.1 + 0.1 + 0.1) / 3, window.Statistics.Mean);
    }
}
