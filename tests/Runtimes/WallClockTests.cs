using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// Live engine time: it follows the wall clock and never goes back. Steps: <see cref="ClockStepTests"/>.
/// </summary>
public sealed class WallClockTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeHost _host = new(s_noon);

    [Fact]
    public void Clock_begins_at_the_wall_clock_and_goes_with_the_monotonic_one()
    {
        WallClock clock = Start(_host);

        _host.Pass(TimeSpan.FromMilliseconds(250));

        Assert.Equal(Instant.FromDateTimeOffset(s_noon) + TimeSpan.FromMilliseconds(250), clock.Read());
    }

    [Theory]
    [InlineData(1.0001)]
    [InlineData(0.9999)]
    public void Clock_that_drifts_follows_the_wall_clock_within_what_it_drifts_in_a_second(double wallRate)
    {
        WallClock clock = Start(_host);

        Steps(clock, seconds: 3600, wallRate);

        double offMs = Math.Abs((clock.Read().ToDateTimeOffset() - _host.Wall).TotalMilliseconds);
        Assert.InRange(offMs, 0, 0.2); // without slewing 360 ms
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Clock_approaches_a_wall_clock_that_steps_an_hour_by_one_millisecond_a_second(int direction)
    {
        WallClock clock = Start(_host);
        clock.MaxSlewGap = TimeSpan.MaxValue;
        _host.Wall += TimeSpan.FromHours(direction);
        Steps(clock, seconds: 1, wallRate: 1);
        Instant before = clock.Read();

        Steps(clock, seconds: 1000, wallRate: 1);

        double slewedMs = (clock.Read() - before - TimeSpan.FromSeconds(1000)).TotalMilliseconds;
        Assert.Equal(direction * 1000, slewedMs, tolerance: 0.01);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public void Clock_stays_with_the_wall_clock_once_it_has_reached_it_however_long_nobody_reads(int offMs)
    {
        WallClock clock = Start(_host);
        _host.Wall += TimeSpan.FromMilliseconds(offMs);
        Steps(clock, seconds: 2, wallRate: 1);

        _host.Pass(TimeSpan.FromHours(10));

        Assert.Equal(_host.Wall, clock.Read().ToDateTimeOffset(), precision: TimeSpan.FromMicroseconds(1));
    }

    [Theory]
    [InlineData(1, 1_000_000_000)]
    [InlineData(1, 10_000_000)]
    [InlineData(3600, 1_000_000_000)]
    [InlineData(0.001, 24_000_000)]
    public void Clock_never_goes_back_and_reads_multiples_of_100_nanoseconds(double speed, long frequency)
    {
        var host = new FakeHost(s_noon, frequency);
        WallClock clock = Start(host, speed);
        var random = new Random(1);
        Instant last = clock.Read();

        for (int i = 0; i < 20_000; i++)
        {
            if (i % 1000 == 0) host.Wall += TimeSpan.FromSeconds(random.Next(-7200, 7200));
            double wallRate = 1 + ((random.NextDouble() - 0.5) / 100);
            host.Pass(TimeSpan.FromMicroseconds(random.Next(10_000)), wallRate);
            Instant now = clock.Read();
            Assert.True(now >= last, $"{now} came after {last}.");
            Assert.Equal(0, now.UnixNanoseconds % 100);
            last = now;
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 0.2)]
    [InlineData(1, 20)]
    [InlineData(100, 1)]
    public void Clock_never_slews_by_more_than_one_millisecond_a_second(double speed, double stepSeconds)
    {
        WallClock clock = Start(_host, speed);
        clock.MaxSlewGap = TimeSpan.FromSeconds(30);
        _host.Wall += TimeSpan.FromSeconds(30);
        Instant last = clock.Read();

        for (int i = 0; i < 100; i++)
        {
            if (i == 50) _host.Wall -= TimeSpan.FromSeconds(90);
            _host.Pass(TimeSpan.FromSeconds(stepSeconds));
            Instant now = clock.Read();
            double rate = (now - last).TotalSeconds / speed / stepSeconds;
            Assert.InRange(rate, 0.999 - 1e-6, 1.001 + 1e-6);
            last = now;
        }
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(0.5)]
    public void Speed_scales_engine_time_and_the_wall_time_until_an_instant(double speed)
    {
        WallClock clock = Start(_host, speed);

        _host.Pass(TimeSpan.FromSeconds(10));

        Instant now = clock.Read();
        Assert.Equal(Instant.FromDateTimeOffset(s_noon) + TimeSpan.FromSeconds(10 * speed), now);
        Assert.Equal(2000, clock.WallMsUntil(now + TimeSpan.FromSeconds(2 * speed)), tolerance: 0.001);
        Assert.Equal(-2000, clock.WallMsUntil(now - TimeSpan.FromSeconds(2 * speed)), tolerance: 0.001);
    }

    [Fact]
    public void Speed_scales_the_slew_as_well()
    {
        WallClock clock = Start(_host, speed: 100);

        Steps(clock, seconds: 3600, wallRate: 1.0001);

        Instant expected = Instant.FromDateTimeOffset(s_noon) + ((_host.Wall - s_noon) * 100);
        Assert.InRange(Math.Abs((clock.Read() - expected).TotalMilliseconds), 0, 20); // without slewing 36 s
    }

    [Fact]
    public void Wait_for_an_instant_far_away_on_a_slow_clock_is_a_number()
    {
        WallClock clock = Start(_host, WallClock.MinSpeed);

        Assert.True(double.IsFinite(clock.WallMsUntil(Instant.MaxValue)));
    }

    [Fact]
    public void Clock_is_tied_to_the_wall_clock_when_the_first_run_starts_and_not_again()
    {
        var clock = new WallClock(_host);
        _host.Wall += TimeSpan.FromHours(1); // set while the graph was being built
        clock.Start(speed: 1, Instant.MinValue);
        Assert.Equal(_host.Wall, clock.Read().ToDateTimeOffset());

        _host.Wall += TimeSpan.FromHours(1);
        clock.Start(speed: 1, Instant.MinValue);

        Assert.Equal(_host.Wall - TimeSpan.FromHours(1), clock.Read().ToDateTimeOffset());
    }

    [Fact]
    public void Clock_does_not_begin_before_what_was_read_while_building()
    {
        var clock = new WallClock(_host);
        Instant read = clock.Read();
        _host.Wall -= TimeSpan.FromHours(1);

        clock.Start(speed: 1, read);

        Assert.Equal(read, clock.Read());
    }

    [Fact]
    public void Clock_that_begins_ahead_of_a_wall_clock_set_back_approaches_it()
    {
        var clock = new WallClock(_host);
        Instant read = clock.Read();
        _host.Wall -= TimeSpan.FromSeconds(1);
        clock.Start(speed: 1, read);

        Steps(clock, seconds: 1100, wallRate: 1);

        Assert.Equal(_host.Wall, clock.Read().ToDateTimeOffset(), precision: TimeSpan.FromMicroseconds(1));
    }

    [Fact]
    public void Clock_forgets_a_pause_between_its_first_looks_at_the_wall_clock_and_at_the_monotonic_one()
    {
        var pausing = new PausingHost(_host);
        var clock = new WallClock(pausing);
        pausing.Pause = TimeSpan.FromMilliseconds(20);
        clock.Start(speed: 1, Instant.MinValue);
        pausing.Pause = TimeSpan.Zero;

        Steps(clock, seconds: 60, wallRate: 1);

        Assert.Equal(_host.Wall, clock.Read().ToDateTimeOffset(), precision: TimeSpan.FromMicroseconds(1));
    }

    [Fact]
    public void Wait_for_an_instant_is_not_too_long_while_the_clock_approaches_a_wall_clock_ahead()
    {
        WallClock clock = Start(_host);
        _host.Wall += TimeSpan.FromSeconds(10);
        Steps(clock, seconds: 1, wallRate: 1);
        Instant due = clock.Read() + TimeSpan.FromHours(1);

        _host.Pass(TimeSpan.FromMilliseconds(clock.WallMsUntil(due)));

        Assert.Equal(due.ToDateTimeOffset(), clock.Read().ToDateTimeOffset(), precision: TimeSpan.FromMicroseconds(1));
    }

    [Fact]
    public void Clock_begins_at_a_given_instant_however_much_later_the_run_starts()
    {
        var clock = new WallClock(_host);
        clock.BeginAt(Testing.At(5));
        _host.Pass(TimeSpan.FromSeconds(3));
        clock.Start(speed: 2, Testing.At(5));

        _host.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(Testing.At(7), clock.Read());
    }

    private static WallClock Start(TimeProvider host, double speed = 1)
    {
        var clock = new WallClock(host);
        clock.Start(speed, Instant.MinValue);
        return clock;
    }

    private void Steps(WallClock clock, int seconds, double wallRate)
    {
        for (int i = 0; i < seconds * 4; i++)
        {
            _host.Pass(TimeSpan.FromSeconds(0.25), wallRate);
            clock.Read();
        }
    }

    /// <summary>A host that is not given the processor for a while after each look at its wall clock.</summary>
    private sealed class PausingHost(FakeHost host) : TimeProvider
    {
        internal TimeSpan Pause { get; set; }

        public override long TimestampFrequency => host.TimestampFrequency;

        public override long GetTimestamp() => host.GetTimestamp();

        public override DateTimeOffset GetUtcNow()
        {
            DateTimeOffset now = host.GetUtcNow();
            host.Pass(Pause);
            return now;
        }
    }
}
