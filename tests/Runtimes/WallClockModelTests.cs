using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Live engine time at any speed and however rarely it is read.</summary>
public sealed class WallClockModelTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1e-6, 1_000_000_000)]
    [InlineData(0.3, 24_000_000)]
    [InlineData(1, 1_000_000_000)]
    [InlineData(1, 10_000_000)]
    [InlineData(99.9, 3_000_000_000)]
    [InlineData(20_000, 1_000_000_000)]
    public void Clock_goes_forward_at_its_speed_give_or_take_a_thousandth_between_any_two_reads(
        double speed, long frequency)
    {
        var host = new FakeHost(s_noon, frequency);
        var clock = new WallClock(host);
        clock.Start(speed, Instant.FromDateTimeOffset(s_noon));
        var random = new SeededRandom(7);
        Instant last = clock.Read();

        for (int i = 0; i < 5_000; i++)
        {
            if (random.Percent(5)) host.Wall += TimeSpan.FromMilliseconds(random.NextInt32(20_000) - 10_000);
            long microseconds = 1L << random.NextInt32(random.Percent(2) ? 34 : 22); // up to 2.4 hours
            var passed = TimeSpan.FromMicroseconds(microseconds + random.NextInt32(1_000));
            long before = host.GetTimestamp();
            host.Pass(passed);
            double units = (host.GetTimestamp() - before) * (1e7 / frequency) * speed;
            Instant now = clock.Read();

            double off = Math.Abs((now - last).Ticks - units);
            Assert.True(now >= last, $"{now} came after {last}.");
            Assert.True(off <= (units * 0.001) + 2, $"{units} units took {(now - last).Ticks} in read {i}.");
            last = now;
        }
    }
}
