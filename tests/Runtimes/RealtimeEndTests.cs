using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Live time ends 236 years from now: a fast run gets there, and must say so.</summary>
public sealed class RealtimeEndTests
{
    private static readonly Instant s_end = new(9_223_372_036_000_000_000); // 2262-04-11T23:47:16Z

    [Theory]
    [InlineData(ExecutionMode.Spin)]
    [InlineData(ExecutionMode.Park)]
    public async Task Run_that_reaches_the_end_of_time_fails_with_a_sentence_and_so_does_the_next(ExecutionMode mode)
    {
        var runtime = new RealtimeRuntime(mode) { Start = s_end - TimeSpan.FromHours(10), Speed = 1_000_000 };
        AddTicker(runtime.Checked(), TimeSpan.FromHours(1));

        for (int run = 0; run < 2; run++)
        {
            InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(
                () => runtime.RunAsync().WaitAsync(Testing.Patience));
            Assert.StartsWith(
                "Engine time has come to its end, 2262-04-11T23:47:16Z: the run that began at ",
                error.Message,
                StringComparison.Ordinal);
            Assert.EndsWith(
                " cannot go on. It was 1000000 times as fast as the wall clock. Start the run earlier, or run it "
                + "slower.",
                error.Message,
                StringComparison.Ordinal);
        }

        Assert.Equal(s_end, runtime.Now);
    }

    [Fact]
    public async Task Parked_run_without_timers_notices_the_end_of_time()
    {
        RealtimeRuntime runtime = New(ExecutionMode.Park, s_end - TimeSpan.FromHours(1), speed: 1e6);

        await Assert.ThrowsAsync<InvalidOperationException>(() => runtime.RunAsync().WaitAsync(Testing.Patience));

        Assert.Equal(0, runtime.Executor.Epoch);
    }

    [Fact]
    public async Task Node_that_yields_in_every_cycle_does_not_outlast_the_end_of_time()
    {
        RealtimeRuntime runtime = New(ExecutionMode.Spin, s_end - TimeSpan.FromSeconds(1), speed: 1);
        Node<int> node = NodeBuilder.Create(0).Build(runtime.Executor, (ref int _, in CycleContext context) =>
        {
            context.YieldNow();
            return Control.Unchanged;
        });
        runtime.Executor.Yield(node);

        await Assert.ThrowsAsync<InvalidOperationException>(() => runtime.RunAsync().WaitAsync(Testing.Patience));
    }

    [Fact]
    public void Run_that_begins_after_the_end_of_time_fails_at_once_and_no_timer_at_the_last_instant_fires()
    {
        RealtimeRuntime runtime = New(ExecutionMode.Spin, Instant.MaxValue, speed: 1);
        Node<int> node = NodeBuilder.Create(0).Build(
            runtime.Executor, (ref int _, in CycleContext _) => throw new ArithmeticException("as the test wants"));
        runtime.Executor.ScheduleAt(node, Instant.MaxValue);

        Assert.Throws<InvalidOperationException>(() => runtime.Run());

        Assert.Equal((0L, 1), (runtime.Executor.Epoch, runtime.Executor.PendingTimers));
    }

    [Fact]
    public void RunFor_that_ends_before_time_does_ends_normally_and_one_that_would_end_after_it_fails()
    {
        RealtimeRuntime runtime = New(ExecutionMode.Spin, s_end - TimeSpan.FromHours(1), speed: 3600);

        runtime.RunFor(TimeSpan.FromMinutes(30));

        Assert.InRange(runtime.Now, s_end - TimeSpan.FromMinutes(30), s_end - TimeSpan.FromSeconds(1));
        Assert.Throws<InvalidOperationException>(() => runtime.RunFor(TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1)]
    [InlineData(3600)]
    [InlineData(1e6)]
    public void Clock_stands_still_at_the_end_of_time_and_does_not_go_back_before(double speed)
    {
        var host = new FakeHost(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var clock = new WallClock(host);
        clock.BeginAt(s_end - (TimeSpan.FromSeconds(2) * speed));
        clock.Start(speed, Instant.MinValue);
        Instant last = clock.Read();
        Assert.Equal(2000, clock.WallMsUntil(s_end), tolerance: 1);

        for (int i = 0; i < 3_000; i++)
        {
            host.Pass(TimeSpan.FromMilliseconds(1));
            Instant now = clock.Read();
            Assert.True(now >= last, $"{now} came after {last}.");
            last = now;
        }

        Assert.Equal(s_end, last);
        host.Pass(TimeSpan.FromDays(3650));
        Assert.Equal(s_end, clock.Read());
    }

    [Fact]
    public void Clock_that_nobody_reads_until_time_is_over_stands_at_its_end()
    {
        var host = new FakeHost(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var clock = new WallClock(host);
        clock.Start(speed: 1e6, Instant.MinValue);

        host.Pass(TimeSpan.FromDays(30));

        Assert.True(clock.WallMsUntil(s_end) < 0);
        Assert.Equal(s_end, clock.Read());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.0000009)]
    [InlineData(1_000_001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Speed_out_of_range_is_refused_with_its_bounds_and_the_reason(double speed)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            "Speed", () => new RealtimeRuntime(ExecutionMode.Spin) { Speed = speed });

        Assert.StartsWith(
            "Speed must be from 0.000001 to 1,000,000. Slower, engine time would seem to stand still; faster, a timer "
            + "could be late by more than 17 minutes. To run as fast as possible, use a HistoricalRuntime.",
            error.Message,
            StringComparison.Ordinal);
    }

    private static RealtimeRuntime New(ExecutionMode mode, Instant start, double speed) =>
        new RealtimeRuntime(mode, new TickingHost(TimeSpan.FromMilliseconds(1))) { Start = start, Speed = speed }
            .Checked();

    private static void AddTicker(RealtimeRuntime runtime, TimeSpan period)
    {
        Node<int> node = NodeBuilder.Create(0).Build(runtime.Executor, (ref int runs, in CycleContext context) =>
        {
            runs++;
            if (WallClock.End - context.Now >= period) context.ScheduleAfter(period);
            return Control.Unchanged;
        });
        runtime.Executor.ScheduleAt(node, runtime.Now + period);
    }
}
