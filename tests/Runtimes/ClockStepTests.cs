using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A machine that was suspended: its monotonic clock stood still, its wall clock is far ahead.</summary>
public sealed class ClockStepTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeHost _host = new(s_noon);

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(0.5)]
    public void Gap_above_the_limit_is_stepped_once_and_engine_time_is_right_again(double speed)
    {
        WallClock clock = Start(speed);
        _host.Wall += TimeSpan.FromHours(3);
        Assert.False(clock.IsStepDue);
        _host.Pass(TimeSpan.FromSeconds(1));
        Instant before = clock.Read();
        Assert.True(clock.IsStepDue);

        TimeStep? step = clock.Step();

        Instant due = Instant.FromDateTimeOffset(s_noon) + ((_host.Wall - s_noon) * speed);
        Assert.Equal(new TimeStep(before, due), step);
        Assert.Equal(due, clock.Read());
        Assert.False(clock.IsStepDue);
        _host.Pass(TimeSpan.FromSeconds(100));
        double offTicks = (due + TimeSpan.FromSeconds(100 * speed) - clock.Read()).Ticks;
        Assert.InRange(offTicks, 0, 1);
        Assert.False(clock.IsStepDue);
    }

    [Theory]
    [InlineData(10_000, false)]
    [InlineData(10_001, true)]
    public void Gap_of_ten_seconds_is_slewed_and_a_longer_one_is_stepped(int gapMs, bool isStep)
    {
        WallClock clock = Start();
        _host.Wall += TimeSpan.FromMilliseconds(gapMs);

        _host.Pass(TimeSpan.FromSeconds(1));
        Instant first = clock.Read();
        _host.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(isStep, clock.IsStepDue);
        double slewMs = isStep ? 0 : 1;
        Assert.Equal(1000 + slewMs, (clock.Read() - first).TotalMilliseconds, tolerance: 0.001);
    }

    [Fact]
    public void Limit_can_be_set_and_the_largest_means_never_to_step()
    {
        WallClock clock = Start();
        clock.MaxSlewGap = TimeSpan.MaxValue;
        _host.Wall += TimeSpan.FromDays(300);
        _host.Pass(TimeSpan.FromSeconds(1));
        clock.Read();
        Assert.False(clock.IsStepDue);

        clock.MaxSlewGap = TimeSpan.FromMilliseconds(500);
        _host.Pass(TimeSpan.FromSeconds(1));
        clock.Read();

        Assert.True(clock.IsStepDue);
    }

    [Fact]
    public void Wall_clock_set_back_is_slewed_after_however_far_it_is()
    {
        WallClock clock = Start();
        _host.Wall -= TimeSpan.FromDays(300);

        _host.Pass(TimeSpan.FromSeconds(2));
        clock.Read();

        Assert.False(clock.IsStepDue);
    }

    [Fact]
    public void Gap_that_is_gone_when_the_step_is_taken_is_not_stepped()
    {
        WallClock clock = Start();
        _host.Wall += TimeSpan.FromHours(1);
        _host.Pass(TimeSpan.FromSeconds(1));
        Instant before = clock.Read();
        _host.Wall -= TimeSpan.FromHours(1);

        Assert.Null(clock.Step());

        Assert.Equal((before, false), (clock.Read(), clock.IsStepDue));
    }

    [Fact]
    public void Pause_of_the_thread_between_its_reads_of_both_clocks_is_not_taken_for_a_gap()
    {
        var host = new PausingHost(_host);
        var clock = new WallClock(host);
        clock.Start(speed: 1, Instant.MinValue);
        host.PauseBeforeWall = TimeSpan.FromMinutes(1);
        _host.Pass(TimeSpan.FromSeconds(1));

        clock.Read();

        Assert.False(clock.IsStepDue);
    }

    [Fact]
    public void Step_never_leads_beyond_the_end_of_time()
    {
        WallClock clock = Start(speed: 1e6);
        _host.Wall += TimeSpan.FromDays(30);
        _host.Pass(TimeSpan.FromSeconds(1));
        clock.Read();

        Assert.Equal(WallClock.End, clock.Step()!.Value.To);
        Assert.Equal(WallClock.End, clock.Read());
    }

    [Theory]
    [InlineData(ExecutionMode.Spin)]
    [InlineData(ExecutionMode.Park)]
    public void Run_reports_a_step_between_cycles_before_any_cycle_sees_it_and_its_timers_share_a_cycle(
        ExecutionMode mode)
    {
        var host = new TickingHost(TimeSpan.FromMilliseconds(10));
        RealtimeRuntime runtime = new RealtimeRuntime(mode, host) { Start = Instant.Epoch }.Checked();
        var log = new List<string>();
        Node<int> worker = NodeBuilder.Create(0).Build(runtime.Executor, (ref int runs, in CycleContext context) =>
        {
            if (++runs == 5) host.Ahead = TimeSpan.FromHours(2);
            context.YieldNow();
            return Control.Unchanged;
        });
        Node<int> late = NodeBuilder.Create(0).Build(runtime.Executor, (ref int runs, in CycleContext context) =>
        {
            log.Add($"timer {context.Now - Instant.Epoch >= TimeSpan.FromHours(2)}");
            return Control.Terminate;
        });
        runtime.TimeStepped += step =>
        {
            Assert.Equal(step.From, runtime.Now, Tolerance);
            Assert.InRange(step.To - step.From, TimeSpan.FromHours(2), TimeSpan.FromHours(2.001));
            runtime.Executor.Yield(worker); // as code between cycles may
            log.Add("step");
        };
        runtime.Executor.Yield(worker);
        runtime.Executor.ScheduleAt(late, Testing.At(600));
        runtime.Executor.ScheduleAt(late, Testing.At(3600));

        runtime.Run();

        Assert.Equal(["step", "timer True"], log);

        static bool Tolerance(Instant a, Instant b) => (a - b).Duration() < TimeSpan.FromSeconds(1);
    }

    [Fact]
    public void Handler_of_a_step_that_throws_ends_the_run_with_its_exception()
    {
        var host = new TickingHost(TimeSpan.FromMilliseconds(10));
        RealtimeRuntime runtime = new RealtimeRuntime(ExecutionMode.Spin, host).Checked();
        runtime.TimeStepped += _ => throw new ArithmeticException("as the test wants");
        runtime.Post(_ => host.Ahead = TimeSpan.FromHours(2));

        Assert.Throws<ArithmeticException>(() => runtime.Run());
    }

    [Fact]
    public void Run_with_a_larger_limit_does_not_step()
    {
        var host = new TickingHost(TimeSpan.FromMilliseconds(10));
        RealtimeRuntime runtime = new RealtimeRuntime(ExecutionMode.Spin, host)
        {
            Start = Instant.Epoch,
            MaxSlewGap = TimeSpan.FromHours(3),
        }.Checked();
        runtime.TimeStepped += _ => throw new ArithmeticException("There was a step.");
        runtime.Post(_ => host.Ahead = TimeSpan.FromHours(2));

        runtime.RunFor(TimeSpan.FromSeconds(30));

        Assert.Equal(TimeSpan.FromSeconds(10), new RealtimeRuntime(ExecutionMode.Spin).MaxSlewGap);
        Assert.InRange(runtime.Now, Testing.At(30), Testing.At(31));
        Assert.Throws<ArgumentOutOfRangeException>(
            "MaxSlewGap", () => new RealtimeRuntime(ExecutionMode.Spin) { MaxSlewGap = TimeSpan.Zero });
    }

    private WallClock Start(double speed = 1)
    {
        var clock = new WallClock(_host);
        clock.Start(speed, Instant.MinValue);
        return clock;
    }

    /// <summary>A host that is not given the processor for a while before each look at its wall clock.</summary>
    private sealed class PausingHost(FakeHost host) : TimeProvider
    {
        internal TimeSpan PauseBeforeWall { get; set; }

        public override long TimestampFrequency => host.TimestampFrequency;

        public override long GetTimestamp() => host.GetTimestamp();

        public override DateTimeOffset GetUtcNow()
        {
            host.Pass(PauseBeforeWall);
            return host.GetUtcNow();
        }
    }
}
