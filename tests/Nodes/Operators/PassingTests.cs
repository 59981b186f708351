using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Timestamp, DistinctUntilChangedBy, Do, Never, At.</summary>
public sealed class PassingTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Fact]
    public void Timestamp_gives_each_value_the_instant_of_its_cycle()
    {
        List<(double At, Timestamped<int> Value)> stamped = Recording.Replay(
            [(1, 1), (2.5, 2), (2.5, 3)], end: 5, source => source.Timestamp());

        Assert.Equal(
            [
                (1, new(Testing.At(1), 1)),
                (2.5, new(Testing.At(2.5), 2)),
                (2.5, new(Testing.At(2.5), 3)),
            ],
            stamped);
    }

    [Fact]
    public void Timestamp_gives_the_present_value_of_its_source_the_instant_of_the_first_cycle()
    {
        Node<int> source = _runtime.Input(initial: 1).Node;
        _runtime.AdvanceTo(Testing.At(3));
        Node<Timestamped<int>> stamped = source.Timestamp();

        _runtime.RunUntilIdle();

        Assert.Equal(new Timestamped<int>(Testing.At(3), 1), stamped.Value);
    }

    [Fact]
    public void DistinctUntilChangedBy_drops_values_whose_key_is_that_of_the_last_one_broadcast()
    {
        int asked = 0;
        List<(double At, int Value)> passed = Recording.Replay(
            [(1, 10), (2, 11), (3, 20), (4, 29), (4, 12), (5, 13)],
            end: 5,
            source => source.DistinctUntilChangedBy(value =>
            {
                asked++;
                return value / 10;
            }));

        Assert.Equal([(1, 10), (3, 20), (4, 12)], passed);
        Assert.Equal(6, asked);
    }

    [Fact]
    public void DistinctUntilChangedBy_compares_keys_as_it_is_told_and_passes_null_once()
    {
        List<(double At, string? Value)> passed = Recording.Replay(
            [(1, null), (2, null), (3, "a"), (4, "A"), (5, null)],
            end: 5,
            source => source.DistinctUntilChangedBy(value => value, StringComparer.OrdinalIgnoreCase));

        Assert.Equal([(1, null), (3, "a"), (5, null)], passed);
    }

    [Fact]
    public void DistinctUntilChangedBy_keeps_a_batch_that_is_its_key()
    {
        TestInput<int> input = _runtime.Input<int>("source");
        Node<ReadOnlyMemory<int>> pairs = input.Node.Batch(2);
        List<string> passed = Recorded.FromBatches(pairs.DistinctUntilChangedBy(batch => batch));

        foreach (int value in (int[])[1, 2, 1, 2, 1, 3, 1, 3, 1, 2]) input.Push(value);
        _runtime.RunUntilIdle();

        Assert.Equal(["0: [1 2]", "0: [1 3]", "0: [1 2]"], passed);
    }

    [Fact]
    public void Do_passes_values_and_acts_when_all_nodes_of_the_cycle_have_run()
    {
        List<string> log = [];
        TestInput<int> input = _runtime.Input(initial: 1);
        Node<int> doing = input.Node.Do(value => log.Add($"do {value}"));
        doing.Select(value => value * 10).Record();
        doing.Where(value =>
        {
            log.Add($"behind {value}");
            return true;
        });

        _runtime.RunUntilIdle();
        input.Push(2);
        _runtime.RunUntilIdle();

        Assert.Equal(["behind 1", "do 1", "behind 2", "do 2"], log);
        Assert.Equal(2, doing.Value);
    }

    [Fact]
    public void Do_whose_action_throws_fails_after_the_value_has_passed()
    {
        TestInput<int> input = _runtime.Input<int>("source");
        Node<int> doing = input.Node
            .Do(value => { if (value == 2) throw new InvalidOperationException("no"); })
            .OnError(ErrorPolicy.Hold);
        List<(double At, int Value)> passed = doing.Record();

        foreach (int value in (int[])[1, 2, 3]) input.Push(value);
        _runtime.RunUntilIdle();

        Assert.Equal([(0, 1), (0, 2), (0, 3)], passed);
        Assert.Equal(1, doing.Failures);
    }

    [Fact]
    public void Never_has_no_value_and_does_not_wake_what_is_built_on_it()
    {
        Node<int> never = _runtime.Executor.Never<int>();
        Node<int> sum = never.Combine(_runtime.Input(initial: 1).Node, (a, b) => a + b);

        Assert.False(_runtime.RunCycle());
        _runtime.Executor.Yield(never);
        _runtime.AdvanceTo(Testing.At(9));

        Assert.Equal((false, false), (never.HasValue, sum.HasValue));
    }

    [Fact]
    public void At_broadcasts_once_at_exactly_its_instant()
    {
        Node<Instant> at = _runtime.Executor.At(Testing.At(2.5));
        List<(double At, Instant Value)> broadcasts = at.Record();

        _runtime.Executor.Yield(at);
        _runtime.AdvanceTo(Testing.At(2));
        Assert.False(at.HasValue);
        _runtime.AdvanceTo(Testing.At(9));
        _runtime.Executor.Yield(at);
        _runtime.RunUntilIdle();

        Assert.Equal([(2.5, Testing.At(2.5))], broadcasts);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void At_an_instant_that_is_not_ahead_broadcasts_in_the_first_cycle(double seconds)
    {
        _runtime.AdvanceTo(Testing.At(5));
        List<(double At, Instant Value)> broadcasts = _runtime.Executor.At(Testing.At(seconds)).Record();

        Assert.True(_runtime.RunCycle());
        _runtime.AdvanceTo(Testing.At(9));

        Assert.Equal([(5, Testing.At(seconds))], broadcasts);
    }

    [Fact]
    public void At_the_end_of_time_never_broadcasts()
    {
        Node<Instant> at = _runtime.Executor.At(Instant.MaxValue);

        _runtime.AdvanceTo(Instant.MaxValue);
        _runtime.Executor.Yield(at);
        _runtime.RunUntilIdle();

        Assert.False(at.HasValue);
    }

    [Fact]
    public void Missing_executors_and_functions_are_refused()
    {
        Node<int> source = _runtime.Input(initial: 0).Node;

        Assert.Throws<ArgumentNullException>("executor", () => ((Executor)null!).Never<int>());
        Assert.Throws<ArgumentNullException>("executor", () => ((Executor)null!).At(default));
        Assert.Throws<ArgumentNullException>("action", () => source.Do(null!));
        Assert.Throws<ArgumentNullException>("keySelector", () => source.DistinctUntilChangedBy<int, int>(null!));
    }
}
