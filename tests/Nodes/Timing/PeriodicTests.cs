using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Periodic, on the grid and late.</summary>
public sealed class PeriodicTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Periodic_runs_at_every_point_of_its_grid_up_to_the_end_of_the_run_included()
    {
        var runtime = new HistoricalRuntime(Testing.At(0), Testing.At(10)).Checked();
        List<(double At, long Value)> ones = runtime.Executor.Periodic(s_second).Record();
        List<(double At, long Value)> twos = runtime.Executor.Periodic(2 * s_second).Record();

        runtime.Run();

        Assert.Equal(Enumerable.Range(1, 10).Select(i => ((double)i, (long)i)), ones);
        Assert.Equal(Enumerable.Range(1, 5).Select(i => (2.0 * i, (long)i)), twos);
        Assert.Equal(10, runtime.Executor.Epoch);
    }

    [Fact]
    public void The_grid_starts_where_the_node_is_added_however_time_is_advanced()
    {
        TestRuntime runtime = Testing.NewRuntime(Testing.At(100));
        runtime.AdvanceTo(Testing.At(100.25));
        Node<long> periodic = runtime.Executor.Periodic(s_second).Named("tick");
        List<(double At, long Value)> ticks = periodic.Record();

        runtime.Advance(TimeSpan.FromSeconds(0.5));
        Assert.False(periodic.HasValue);
        runtime.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal([(101.25, 1), (102.25, 2), (103.25, 3)], ticks);
        Assert.Equal("tick", periodic.Name);
    }

    [Fact]
    public void A_node_added_while_running_has_its_own_grid()
    {
        TestRuntime runtime = Testing.NewRuntime();
        List<(double At, long Value)>? late = null;
        Node<int> spawner = NodeBuilder.Create(0).Build(
            runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                context.Spawn(executor => late = executor.Periodic(s_second).Record());
                return Control.Unchanged;
            });
        runtime.Executor.ScheduleAt(spawner, Testing.At(0.5));

        runtime.AdvanceTo(Testing.At(3));

        Assert.Equal([(1.5, 1), (2.5, 2)], late!);
    }

    [Theory]
    [InlineData(0, 1.0, 10)] // now is a point of the grid, and the first run is at the next one
    [InlineData(0.25, 0.25, 9)]
    [InlineData(9, 1.0, 1)]
    [InlineData(-0.5, 0.5, 10)]
    [InlineData(-9, 1.0, 19)]
    [InlineData(-9.75, 0.25, 19)]
    public void A_given_origin_in_the_past_aligns_the_grid_and_numbers_its_points(
        double origin, double first, long number)
    {
        TestRuntime runtime = Testing.NewRuntime(Testing.At(9));
        List<(double At, long Value)> ticks = runtime.Executor.Periodic(s_second, Testing.At(origin)).Record();

        runtime.AdvanceTo(Testing.At(11));

        Assert.Equal([(9 + first, number), (10 + first, number + 1)], ticks.Take(2));
    }

    [Fact]
    public void An_origin_ahead_is_the_first_point_and_has_the_number_zero()
    {
        TestRuntime runtime = Testing.NewRuntime();
        List<(double At, long Value)> ticks = runtime.Executor.Periodic(s_second, Testing.At(3.5)).Record();

        runtime.AdvanceTo(Testing.At(5));

        Assert.Equal([(3.5, 0), (4.5, 1)], ticks);
    }

    [Fact]
    public void The_grid_does_not_drift_over_many_milliseconds()
    {
        TestRuntime runtime = Testing.NewRuntime();
        runtime.Executor.ChecksInvariants = false;
        Node<long> ticks = runtime.Executor.Periodic(TimeSpan.FromMilliseconds(1));

        runtime.AdvanceTo(Testing.At(100));

        Assert.Equal(100_000, ticks.Value);
        Assert.True(runtime.Executor.HasMutated(ticks));
    }

    [Theory]
    [InlineData(LatePolicy.Coalesce)]
    [InlineData(LatePolicy.CatchUp)]
    [InlineData(LatePolicy.Delay)]
    public void Late_by_less_than_a_period_every_policy_stays_on_the_grid(LatePolicy late)
    {
        Assert.Equal([(1.75, 1), (2, 2), (3.9375, 3), (4, 4)], RunLate(late, 1.75, 2, 3.9375, 4));
    }

    [Fact]
    public void Coalesce_runs_once_for_the_newest_missed_point_and_goes_on_along_the_grid()
    {
        Assert.Equal(
            [(1, 1), (4.5, 4), (5, 5), (8, 8), (9, 9)], RunLate(LatePolicy.Coalesce, 1, 4.5, 5, 8, 8.5, 9));
    }

    [Fact]
    public void CatchUp_runs_once_for_every_missed_point_and_goes_on_along_the_grid()
    {
        Assert.Equal(
            [(1, 1), (4.5, 2), (4.5, 3), (4.5, 4), (5, 5), (7, 6), (7, 7), (8, 8)],
            RunLate(LatePolicy.CatchUp, 1, 4.5, 5, 7, 7.5, 8));
    }

    [Fact]
    public void Delay_runs_once_for_the_oldest_missed_point_and_starts_a_new_grid()
    {
        Assert.Equal(
            [(1, 1), (4.5, 2), (5.5, 3), (6.5, 4)], RunLate(LatePolicy.Delay, 1, 4.5, 5, 5.25, 5.5, 6, 6.5));
    }

    [Fact]
    public void A_point_exactly_one_period_late_counts_as_missed()
    {
        Assert.Equal([(2, 2)], RunLate(LatePolicy.Coalesce, 2));
        Assert.Equal([(2, 1), (2, 2)], RunLate(LatePolicy.CatchUp, 2));
        Assert.Equal([(2, 1), (3, 2)], RunLate(LatePolicy.Delay, 2, 2.5, 3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_period_that_is_not_longer_than_zero_is_refused(int ticks)
    {
        Executor executor = Testing.NewRuntime().Executor;

        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => executor.Periodic(TimeSpan.FromTicks(ticks)));

        Assert.StartsWith("period must be longer than zero.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, executor.NodeCount);
    }

    [Fact]
    public void An_unknown_late_policy_is_refused()
    {
        Executor executor = Testing.NewRuntime().Executor;

        var refusal = Assert.Throws<ArgumentOutOfRangeException>(
            () => executor.Periodic(s_second, late: (LatePolicy)9));

        Assert.StartsWith("late must be one of Coalesce, CatchUp, Delay.", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Runs a period of one second under a clock that shows these times only, as a busy host's would.
    /// </summary>
    private static List<(double At, long Value)> RunLate(LatePolicy late, params double[] times)
    {
        var clock = new VirtualClock(Testing.At(0));
        var executor = new Executor(clock, new WheelTimerQueue()) { ChecksInvariants = true };
        List<(double At, long Value)> ticks = executor.Periodic(s_second, late: late).Record();
        foreach (double time in times)
        {
            clock.Now = Testing.At(time);
            executor.Access.Enter();
            while (executor.RunCycle() == CycleOutcome.Ran)
            {
            }

            executor.Access.Exit();
        }

        return ticks;
    }
}
