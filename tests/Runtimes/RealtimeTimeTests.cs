using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Live time, under a host clock that moves with every look at it: no wall time passes.</summary>
public sealed class RealtimeTimeTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Now_is_the_time_of_construction_before_a_run()
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Spin, new FakeHost(s_noon));

        Assert.Equal(Instant.FromDateTimeOffset(s_noon), runtime.Now);
    }

    [Fact]
    public void Start_is_the_time_before_a_run_and_where_it_begins()
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Spin, new TickingHost(TimeSpan.FromMilliseconds(1)))
        {
            Start = Testing.At(100),
        };
        Assert.Equal(Testing.At(100), runtime.Now);

        runtime.RunFor(TimeSpan.FromMilliseconds(10));

        Assert.InRange(runtime.Now, Testing.At(100.010), Testing.At(100.015));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3600)]
    public void RunFor_lasts_that_much_engine_time_and_runs_timers_due_at_its_end(double speed)
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Spin, new TickingHost(TimeSpan.FromMilliseconds(1)))
        {
            Start = Instant.Epoch,
            Speed = speed,
        }.Checked();
        var fired = new List<Instant>();
        Node<int> node = NodeBuilder.Create(0).Build(runtime.Executor, (ref int _, in CycleContext context) =>
        {
            fired.Add(context.Now);
            return Control.Unchanged;
        });
        Instant early = Testing.At(5 * speed), atEnd = Testing.At(10 * speed), late = Testing.At(11 * speed);
        foreach (Instant instant in new[] { early, atEnd, late }) runtime.Executor.ScheduleAt(node, instant);

        // The first look at the clock, one millisecond before the end, is where the duration counts from.
        runtime.RunFor(TimeSpan.FromSeconds(9.998 * speed));
        Assert.Single(fired);
        runtime.RunFor(TimeSpan.FromSeconds(0.5 * speed));

        Assert.Equal(2, fired.Count);
        Assert.InRange(fired[0], early, early + TimeSpan.FromSeconds(0.002 * speed));
        Assert.InRange(fired[1], atEnd, atEnd + TimeSpan.FromSeconds(0.002 * speed));
        Assert.Equal(late, runtime.Executor.NextTimer);
    }

    [Fact]
    public void RunFor_ends_although_a_node_yields_in_every_cycle()
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Park, new TickingHost(TimeSpan.FromMilliseconds(1))).Checked();
        Node<int> node = NodeBuilder.Create(0).Build(runtime.Executor, (ref int runs, in CycleContext context) =>
        {
            runs++;
            context.YieldNow();
            return Control.Unchanged;
        });
        runtime.Executor.Yield(node);

        runtime.RunFor(TimeSpan.FromMilliseconds(100));

        Assert.InRange(node.Value, 90, 100);
    }

    [Fact]
    public void Parked_mode_does_not_park_within_SpinAhead_of_a_deadline()
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Park, new TickingHost(TimeSpan.FromSeconds(1)))
        {
            Start = Instant.Epoch,
            SpinAhead = TimeSpan.FromHours(2),
        }.Checked();
        Node<int> node = NodeBuilder.Create(0).Build(runtime.Executor, (ref int runs, in CycleContext context) =>
        {
            runs++;
            context.ScheduleAfter(TimeSpan.FromMinutes(10));
            return Control.Unchanged;
        });
        runtime.Executor.ScheduleAt(node, Testing.At(600));

        runtime.RunFor(TimeSpan.FromHours(1)); // would take as long if it parked

        Assert.InRange(node.Value, 5, 6);
    }

    [Fact]
    public void RunFor_longer_than_time_lasts_runs_until_something_ends_it()
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Park, new FakeHost(s_noon)).Checked();
        Node<int> node = NodeBuilder.Create(0).Build(
            runtime.Executor, (ref int _, in CycleContext _) => Control.Terminate);
        runtime.Executor.Yield(node);

        runtime.RunFor(TimeSpan.MaxValue);

        Assert.Equal(1, runtime.Executor.Epoch);
    }

    [Fact]
    public void RunFor_ends_although_a_node_asks_for_the_past_again_and_again()
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Spin, new TickingHost(TimeSpan.FromMilliseconds(1)))
        {
            Start = Testing.At(1),
        }.Checked();
        Node<int> node = NodeBuilder.Create(0).Build(runtime.Executor, (ref int runs, in CycleContext context) =>
        {
            context.ScheduleAt(Instant.Epoch);
            return ++runs < 1_000 ? Control.Unchanged : throw new InvalidOperationException("The run did not end.");
        });
        runtime.Executor.Yield(node);

        runtime.RunFor(TimeSpan.FromMilliseconds(10));

        Assert.InRange(node.Value, 1, 999);
    }

    [Fact]
    public void RunFor_that_is_late_still_serves_every_timer_due_by_its_end()
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Spin, new TickingHost(TimeSpan.FromSeconds(10)))
        {
            Start = Instant.Epoch,
        }.Checked();
        Node<int> node = NodeBuilder.Create(0).Build(runtime.Executor, (ref int runs, in CycleContext context) =>
        {
            runs++;
            context.ScheduleAt(Testing.At(runs + 1)); // catches up with the instants it has missed, one per cycle
            return Control.Unchanged;
        });
        runtime.Executor.ScheduleAt(node, Testing.At(1));

        runtime.RunFor(TimeSpan.FromSeconds(1)); // from 10 s or 20 s on, by the looks at the clock

        Instant end = runtime.Executor.NextTimer - TimeSpan.FromSeconds(1);
        Assert.InRange(end, Testing.At(11), Testing.At(31));
        Assert.Equal(Testing.At(node.Value), end);
    }

    [Fact]
    public void Late_timers_share_the_first_cycle_at_or_after_them()
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Spin, new TickingHost(TimeSpan.FromSeconds(10)))
        {
            Start = Instant.Epoch,
        }.Checked();
        var fired = new List<long>();
        Node<int> node = NodeBuilder.Create(0).Build(runtime.Executor, (ref int _, in CycleContext context) =>
        {
            fired.Add(context.Epoch);
            return context.Now > Testing.At(30) ? Control.Terminate : Control.Unchanged;
        });
        foreach (int second in new[] { 1, 2, 3, 50 }) runtime.Executor.ScheduleAt(node, Testing.At(second));

        runtime.Run();

        Assert.Equal([1, 2], fired);
    }
}
