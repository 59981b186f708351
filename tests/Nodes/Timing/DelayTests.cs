using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Delay by time and by count.</summary>
public sealed class DelayTests
{
    private static readonly (double At, int Value)[] s_events = [(0, 1), (7, 2), (12, 3), (15, 4)];

    [Fact]
    public void Delay_by_time_broadcasts_each_value_exactly_that_much_later()
    {
        List<(double At, int Value)> delayed = Recording.Replay(
            s_events, end: 20, source => source.Delay(TimeSpan.FromSeconds(2)));

        Assert.Equal([(2, 1), (9, 2), (14, 3), (17, 4)], delayed);
    }

    [Fact]
    public void Delay_by_count_broadcasts_the_value_from_that_many_values_ago()
    {
        Assert.Equal([(12, 1), (15, 2)], Recording.Replay(s_events, end: 20, source => source.Delay(count: 2)));
    }

    [Fact]
    public void Delays_of_zero_let_every_value_pass_at_once()
    {
        Assert.Equal(s_events, Recording.Replay(s_events, end: 20, source => source.Delay(TimeSpan.Zero)));
        Assert.Equal(s_events, Recording.Replay(s_events, end: 20, source => source.Delay(count: 0)));
    }

    [Fact]
    public void Values_of_one_instant_leave_at_one_instant_in_order_one_per_cycle()
    {
        List<(double At, int Value)> delayed = Recording.Replay(
            [(1, 1), (1, 2), (1, 3), (2, 4)], end: 20, source => source.Delay(TimeSpan.FromSeconds(0.5)));

        Assert.Equal([(1.5, 1), (1.5, 2), (1.5, 3), (2.5, 4)], delayed);
    }

    [Fact]
    public void A_value_that_comes_when_an_older_one_is_due_lets_it_leave_in_the_same_cycle()
    {
        List<(double At, int Value)> delayed = Recording.Replay(
            [(0, 1), (1, 2), (2, 3)], end: 20, source => source.Delay(TimeSpan.FromSeconds(1)));

        Assert.Equal([(1, 1), (2, 2), (3, 3)], delayed);
    }

    [Fact]
    public void A_delay_of_many_periods_keeps_every_value_in_order()
    {
        (double At, int Value)[] events = [.. Enumerable.Range(0, 1000).Select(i => ((double)i, i))];

        List<(double At, int Value)> delayed = Recording.Replay(
            events, end: 2000, source => source.Delay(TimeSpan.FromSeconds(100.5)));

        Assert.Equal(events.Select(item => (item.At + 100.5, item.Value)), delayed);
    }

    [Fact]
    public void Overdue_values_leave_one_per_cycle_in_order()
    {
        var clock = new VirtualClock(Testing.At(0));
        var executor = new Executor(clock, new WheelTimerQueue()) { ChecksInvariants = true };
        Node<long> ticks = executor.Periodic(TimeSpan.FromSeconds(1));
        List<(double At, long Value)> delayed = ticks.Delay(TimeSpan.FromSeconds(10)).Record();

        foreach (double now in (double[])[1, 2, 3, 12.5, 13]) RunAt(now, executor, clock);

        Assert.Equal([(12.5, 1), (12.5, 2), (13, 3)], delayed);
    }

    [Fact]
    public void Delay_and_Debounce_hold_one_timer_each_however_much_is_under_way()
    {
        var (clock, timers) = (new VirtualClock(Testing.At(0)), new WheelTimerQueue());
        var executor = new Executor(clock, timers) { ChecksInvariants = true };
        Node<long> ticks = executor.Periodic(TimeSpan.FromSeconds(1));
        ticks.Delay(TimeSpan.FromSeconds(10));
        ticks.Debounce(TimeSpan.FromSeconds(10));

        foreach (double now in (double[])[1, 2, 3, 4])
        {
            RunAt(now, executor, clock);
            Assert.Equal(3, timers.Count);
        }
    }

    [Fact]
    public void Delays_count_the_present_value_of_their_source_as_coming_in_the_first_cycle()
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int> input = runtime.Input(initial: 1);
        Node<int> byTime = input.Node.Delay(TimeSpan.FromSeconds(1));
        List<(double At, int Value)> later = byTime.Record();
        List<(double At, int Value)> previous = input.Node.Delay(count: 1).Record();

        runtime.AdvanceTo(Testing.At(0.5));
        Assert.False(byTime.HasValue);
        input.Push(2);
        runtime.AdvanceTo(Testing.At(9));

        Assert.Equal([(1, 1), (1.5, 2)], later);
        Assert.Equal([(0.5, 1)], previous);
    }

    [Fact]
    public void A_delayed_delay_adds_up()
    {
        List<(double At, int Value)> delayed = Recording.Replay(
            s_events, end: 20, source => source.Delay(TimeSpan.FromSeconds(1)).Delay(TimeSpan.FromSeconds(1)));

        Assert.Equal([(2, 1), (9, 2), (14, 3), (17, 4)], delayed);
    }

    [Fact]
    public void A_swept_delay_forgets_its_pending_values()
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int> input = runtime.Input(initial: 1);
        Node<int> delayed = input.Node.Delay(TimeSpan.FromSeconds(1));
        runtime.RunUntilIdle();

        runtime.Executor.Sweep(input.Node);
        runtime.AdvanceTo(Testing.At(5));

        Assert.False(delayed.IsAlive);
        Assert.False(delayed.HasValue);
        Assert.Equal(1, runtime.Executor.Epoch);
    }

    private static void RunAt(double now, Executor executor, VirtualClock clock)
    {
        clock.Now = Testing.At(now);
        executor.Access.Enter();
        while (executor.RunCycle() == CycleOutcome.Ran)
        {
        }

        executor.Access.Exit();
    }
}
