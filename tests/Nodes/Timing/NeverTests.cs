using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A wait that ends beyond the last instant never ends, and disturbs nothing.</summary>
public sealed class NeverTests
{
    private static readonly TimeSpan s_year = TimeSpan.FromDays(365);
    private static readonly Instant s_lastTick = Instant.MaxValue - TimeSpan.FromTicks(1);

    public static TheoryData<TimeSpan> Durations =>
        [TimeSpan.MaxValue, 300 * s_year, Instant.MaxValue - Instant.Epoch + TimeSpan.FromTicks(1)];

    [Theory]
    [MemberData(nameof(Durations))]
    public void Debounce_waits_for_ever(TimeSpan quiet) =>
        Assert.Empty(Play(source => source.Debounce(quiet), [1, 2, 3]));

    [Theory]
    [MemberData(nameof(Durations))]
    public void Delay_delivers_nothing(TimeSpan delay) =>
        Assert.Empty(Play(source => source.Delay(delay), [1, 2, 3]));

    [Theory]
    [MemberData(nameof(Durations))]
    public void Batch_ends_by_its_count_alone(TimeSpan duration) => Assert.Equal(
        [(1, "[1 2]"), (3, "[3 4]")],
        Play(source => source.Batch(duration, maxCount: 2).Select(Recorded.Text), [1, 2, 3, 4, 5]));

    [Theory]
    [MemberData(nameof(Durations))]
    public void ThrottleFirst_lets_one_value_through(TimeSpan window) =>
        Assert.Equal([(0, 1)], Play(source => source.ThrottleFirst(window), [1, 2, 3]));

    [Theory]
    [InlineData(LatePolicy.Coalesce)]
    [InlineData(LatePolicy.CatchUp)]
    [InlineData(LatePolicy.Delay)]
    public void Periodic_runs_at_the_points_there_are(LatePolicy late)
    {
        Instant start = Instant.Epoch - (250 * s_year);
        TestRuntime runtime = Testing.NewRuntime(start);
        List<(double At, long Value)> never = runtime.Executor.Periodic(TimeSpan.MaxValue, late: late).Record();
        List<(double At, long Value)> once = runtime.Executor.Periodic(300 * s_year, late: late).Record();
        List<(double At, long Value)> ahead = runtime.Executor.Periodic(s_year, s_lastTick, late).Record();

        runtime.AdvanceTo(Instant.MaxValue);

        Assert.Empty(never);
        Assert.Equal([((start + (300 * s_year)).UnixNanoseconds / 1e9, 1)], once);
        Assert.Equal([(s_lastTick.UnixNanoseconds / 1e9, 0)], ahead);
    }

    [Theory]
    [MemberData(nameof(Durations))]
    public void ScheduleAfter_and_the_last_instant_never_come(TimeSpan delay)
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int> input = runtime.Input(initial: 0);
        int runs = 0;
        NodeBuilder.Create(0).TriggeredBy(input.Node).Build(
            runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                runs++;
                context.ScheduleAfter(delay);
                return Control.Unchanged;
            });
        input.Push(1);

        runtime.AdvanceTo(Instant.MaxValue);

        Assert.Equal(1, runs);
        Assert.Equal(1, runtime.Executor.PendingTimers);
    }

    [Fact]
    public void ScheduleAfter_of_a_duration_that_goes_back_beyond_the_first_instant_is_the_next_cycle()
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int> input = runtime.Input(initial: 0);
        int runs = 0;
        NodeBuilder.Create(0).TriggeredBy(input.Node).Build(
            runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                if (runs++ == 0) context.ScheduleAfter(TimeSpan.MinValue);
                return Control.Unchanged;
            });
        input.Push(1);

        Assert.Equal(2, runtime.RunUntilIdle());
        Assert.Equal(2, runs);
    }

    [Fact]
    public void A_wait_that_just_fits_ends_at_its_exact_instant()
    {
        TimeSpan wait = s_lastTick - Testing.At(2);

        Assert.Equal(
            [(s_lastTick.UnixNanoseconds / 1e9, 3)], Play(source => source.Debounce(wait), [1, 2, 3]));
        Assert.Equal(
            [((s_lastTick - TimeSpan.FromSeconds(2)).UnixNanoseconds / 1e9, 1),
                ((s_lastTick - TimeSpan.FromSeconds(1)).UnixNanoseconds / 1e9, 2),
                (s_lastTick.UnixNanoseconds / 1e9, 3)],
            Play(source => source.Delay(wait), [1, 2, 3]));
    }

    [Fact]
    public void No_wait_at_all_lets_a_value_through_even_at_the_last_instant()
    {
        TestRuntime runtime = Testing.NewRuntime(Instant.MaxValue);
        TestInput<int> input = runtime.Input(initial: 0);
        Node<int> debounced = input.Node.Debounce(TimeSpan.Zero), delayed = input.Node.Delay(TimeSpan.Zero);
        Node<int> never = input.Node.Debounce(TimeSpan.FromTicks(1)), late = input.Node.Delay(TimeSpan.FromTicks(1));
        input.Push(5);

        Assert.Equal(1, runtime.RunUntilIdle());

        Assert.Equal((5, 5), (debounced.Value, delayed.Value));
        Assert.False(never.HasValue || late.HasValue);
    }

    /// <summary>What an operator makes of values that come at 0 s, 1 s and so on, up to the last instant.</summary>
    private static List<(double At, T Value)> Play<T>(Func<Node<int>, Node<T>> build, int[] values)
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int> input = runtime.Input(initial: 0);
        List<(double At, T Value)> broadcasts = build(input.Node.Arrivals()).Record();
        for (int i = 0; i < values.Length; i++)
        {
            input.Push(values[i]);
            runtime.Advance(TimeSpan.FromSeconds(1));
        }

        runtime.AdvanceTo(Instant.MaxValue);
        runtime.RunUntilIdle();
        return broadcasts;
    }
}
