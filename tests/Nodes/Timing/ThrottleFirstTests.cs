using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>ThrottleFirst and Debounce.</summary>
public sealed class ThrottleFirstTests
{
    private static readonly (double At, int Value)[] s_ticks = // every 10 ms
        [(0, 1), (0.01, 2), (0.02, 3), (0.03, 4), (0.04, 5), (0.05, 6), (0.06, 7)];

    [Fact]
    public void ThrottleFirst_passes_the_first_value_and_the_first_one_after_each_window()
    {
        List<(double At, int Value)> counts = Recording.Replay(
            s_ticks, end: 0.06, source => source.ThrottleFirst(TimeSpan.FromMilliseconds(25)).Scan(0, (n, _) => n + 1));

        Assert.Equal([(0, 1), (0.03, 2), (0.06, 3)], counts);
    }

    [Fact]
    public void ThrottleFirst_of_zero_passes_all_also_of_one_instant()
    {
        List<(double At, int Value)> passed = Recording.Replay(
            [(1, 1), (1, 2), (2, 3)], end: 2, source => source.ThrottleFirst(TimeSpan.Zero));

        Assert.Equal([(1, 1), (1, 2), (2, 3)], passed);
    }

    [Fact]
    public void ThrottleFirst_passes_a_value_exactly_one_window_after_the_last_broadcast()
    {
        List<(double At, int Value)> passed = Recording.Replay(
            [(1, 1), (1, 2), (2.9999999, 3), (3, 4), (4, 5), (6, 6)],
            end: 6,
            source => source.ThrottleFirst(TimeSpan.FromSeconds(2)));

        Assert.Equal([(1, 1), (3, 4), (6, 6)], passed);
    }

    [Fact]
    public void ThrottleFirst_counts_the_present_value_of_its_source_as_the_first()
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int> input = runtime.Input(initial: 1);
        List<(double At, int Value)> passed = input.Node.ThrottleFirst(TimeSpan.FromSeconds(1)).Record();

        runtime.RunUntilIdle();
        input.Push(2);
        runtime.AdvanceTo(Testing.At(1));
        input.Push(3);
        runtime.RunUntilIdle();

        Assert.Equal([(0, 1), (1, 3)], passed);
    }

    [Fact]
    public void Debounce_broadcasts_the_last_value_exactly_when_the_quiet_time_has_passed()
    {
        List<(double At, int Value)> passed = Recording.Replay(
            [(0, 1), (1, 2), (1.5, 3), (10, 4)], end: 20, source => source.Debounce(TimeSpan.FromSeconds(2)));

        Assert.Equal([(3.5, 3), (12, 4)], passed);
    }

    [Fact]
    public void Debounce_starts_anew_with_a_value_at_the_very_instant_when_it_would_broadcast()
    {
        List<(double At, int Value)> passed = Recording.Replay(
            [(0, 1), (2, 2), (4, 3)], end: 10, source => source.Debounce(TimeSpan.FromSeconds(2)));

        Assert.Equal([(6, 3)], passed);
    }

    [Fact]
    public void Debounce_takes_the_last_of_several_values_of_one_instant()
    {
        List<(double At, int Value)> passed = Recording.Replay(
            [(1, 1), (1, 2), (1, 3)], end: 10, source => source.Debounce(TimeSpan.FromSeconds(2)));

        Assert.Equal([(3, 3)], passed);
    }

    [Fact]
    public void Debounce_of_zero_lets_every_value_pass_at_once()
    {
        List<(double At, int Value)> passed = Recording.Replay(
            [(1, 1), (1, 2), (2, 3)], end: 3, source => source.Debounce(TimeSpan.Zero));

        Assert.Equal([(1, 1), (1, 2), (2, 3)], passed);
    }

    [Fact]
    public void Debounce_counts_from_the_first_cycle_for_the_present_value_of_its_source()
    {
        TestRuntime runtime = Testing.NewRuntime(Testing.At(5));
        Node<int> source = runtime.Input(initial: 1).Node;
        Node<int> rest = source.Debounce(TimeSpan.FromSeconds(2));
        List<(double At, int Value)> passed = rest.Record();

        runtime.AdvanceTo(Testing.At(6.5));
        Assert.False(rest.HasValue);
        runtime.AdvanceTo(Testing.At(30));

        Assert.Equal([(7, 1)], passed);
    }

    [Fact]
    public void Debounce_keeps_the_value_as_it_came_although_the_source_changes_it_in_silence()
    {
        TestRuntime runtime = Testing.NewRuntime();
        Node<int> silent = NodeBuilder.Create(0).OnInit((executor, node) => executor.Yield(node)).Build(
            runtime.Executor,
            (ref int value, in CycleContext context) =>
            {
                value++;
                if (value == 2) return Control.Unchanged;
                context.ScheduleAfter(TimeSpan.FromSeconds(1));
                return Control.Broadcast;
            });
        List<(double At, int Value)> passed = silent.Debounce(TimeSpan.FromSeconds(3)).Record();

        runtime.AdvanceTo(Testing.At(10));

        Assert.Equal([(3, 1)], passed);
    }

    [Fact]
    public void Debounce_has_one_cycle_for_each_value_and_one_for_each_rest()
    {
        var runtime = new HistoricalRuntime(Testing.At(0), Testing.At(100));
        Node<int> source = runtime.AddSource(
            "source", Enumerable.Range(0, 5).Select(i => new Timestamped<int>(Testing.At(i), i)), initial: 0);
        source.Arrivals().Debounce(TimeSpan.FromSeconds(3));

        runtime.Run();

        Assert.Equal(6, runtime.Executor.Epoch);
    }

    [Fact]
    public void Negative_times_are_refused()
    {
        Node<int> source = Testing.NewRuntime().Input(initial: 0).Node;
        var negative = TimeSpan.FromTicks(-1);

        var window = Assert.Throws<ArgumentOutOfRangeException>(() => source.ThrottleFirst(negative));
        var quiet = Assert.Throws<ArgumentOutOfRangeException>(() => source.Debounce(negative));
        var delay = Assert.Throws<ArgumentOutOfRangeException>(() => source.Delay(negative));
        var count = Assert.Throws<ArgumentOutOfRangeException>(() => source.Delay(-1));

        Assert.StartsWith("window must not be negative.", window.Message, StringComparison.Ordinal);
        Assert.StartsWith("quiet must not be negative.", quiet.Message, StringComparison.Ordinal);
        Assert.StartsWith("delay must not be negative.", delay.Message, StringComparison.Ordinal);
        Assert.StartsWith("count must not be negative.", count.Message, StringComparison.Ordinal);
    }
}
