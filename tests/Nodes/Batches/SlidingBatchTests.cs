using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>SlidingBatch by count, by time and by a boundary.</summary>
public sealed class SlidingBatchTests
{
    private static readonly TimeSpan s_two = TimeSpan.FromSeconds(2);

    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Fact]
    public void Batch_by_count_has_the_newest_values_from_the_first_full_one_on()
    {
        TestInput<int> input = _runtime.Input(initial: 1);
        List<string> batches = Recorded.FromBatches(input.Node.SlidingBatch(3));

        _runtime.RunUntilIdle();
        for (int i = 2; i <= 5; i++) PushAt(i, input);

        Assert.Equal(["3: [1 2 3]", "4: [2 3 4]", "5: [3 4 5]"], batches);
    }

    [Theory]
    [InlineData(2, 1, "2: [1 2]", "3: [2 3]", "4: [3 4]", "5: [4 5]", "6: [5 6]", "7: [6 7]", "8: [7 8]")]
    [InlineData(3, 2, "3: [1 2 3]", "5: [3 4 5]", "7: [5 6 7]")]
    [InlineData(2, 2, "2: [1 2]", "4: [3 4]", "6: [5 6]", "8: [7 8]")]
    [InlineData(2, 3, "2: [1 2]", "5: [4 5]", "8: [7 8]")]
    [InlineData(1, 4, "1: [1]", "5: [5]")]
    public void Batches_by_count_are_a_step_apart(int count, int step, params string[] expected)
    {
        TestInput<int> input = _runtime.Input<int>("source");
        List<string> batches = Recorded.FromBatches(input.Node.SlidingBatch(count, step));

        for (int i = 1; i <= 8; i++) PushAt(i, input);

        Assert.Equal(expected, batches);
    }

    [Fact]
    public void Batch_by_time_loses_each_value_at_exactly_its_instant_plus_the_length()
    {
        TestInput<int> input = _runtime.Input<int>("source");
        List<string> batches = Recorded.FromBatches(input.Node.SlidingBatch(s_two));

        foreach (double at in (double[])[1, 1, 2.5, 3, 4.5, 9])
            _runtime.PushAt(input, Testing.At(at), (int)(at * 10));
        _runtime.AdvanceTo(Testing.At(20));

        Assert.Equal(
            [
                "1: [10]", "1: [10 10]", "2.5: [10 10 25]", "3: [25 30]", "4.5: [30 45]", "5: [45]", "6.5: []",
                "9: [90]", "11: []",
            ],
            batches);
    }

    [Fact]
    public void Batch_by_time_takes_the_present_value_of_its_source_in_the_first_cycle()
    {
        _runtime.AdvanceTo(Testing.At(5));
        List<string> batches = Recorded.FromBatches(_runtime.Input(initial: 1).Node.SlidingBatch(s_two));

        _runtime.AdvanceTo(Testing.At(20));

        Assert.Equal(["5: [1]", "7: []"], batches);
    }

    [Fact]
    public void Batch_by_time_drops_the_oldest_beyond_its_greatest_count_and_times_the_others_exactly()
    {
        TestInput<int> input = _runtime.Input<int>("source");
        Node<ReadOnlyMemory<int>> sliding = input.Node.SlidingBatch(10 * s_two, maxCount: 2);
        List<string> batches = Recorded.FromBatches(sliding);

        for (int i = 1; i <= 4; i++) PushAt(i, input);
        _runtime.AdvanceTo(Testing.At(50));

        Assert.Equal(["1: [1]", "2: [1 2]", "3: [2 3]", "4: [3 4]", "23: [4]", "24: []"], batches);
        Assert.Equal(0, _runtime.Executor.PendingTimers);
    }

    [Fact]
    public void Batch_by_time_keeps_for_good_what_would_leave_beyond_the_last_instant()
    {
        TestInput<int> input = _runtime.Input(initial: 1);
        Node<ReadOnlyMemory<int>> sliding = input.Node.SlidingBatch(TimeSpan.MaxValue);

        _runtime.RunUntilIdle();
        input.Push(2);
        _runtime.RunUntilIdle();
        Assert.Equal(1, _runtime.Executor.PendingTimers);
        _runtime.AdvanceTo(Instant.MaxValue);
        _runtime.Executor.Yield(sliding);
        _runtime.RunUntilIdle();

        Assert.Equal("[1 2]", Recorded.Text(sliding.Value));
    }

    [Fact]
    public void Batch_by_boundary_grows_and_begins_anew_after_the_cycle_of_the_boundary()
    {
        TestInput<int> input = _runtime.Input<int>("source"), boundary = _runtime.Input(initial: 0);
        List<string> batches = Recorded.FromBatches(input.Node.SlidingBatch(boundary.Node));

        PushAt(1, input);
        PushAt(2, input);
        PushAt(3, boundary);
        PushAt(4, input);
        PushAt(5, input, boundary);
        PushAt(6, input);
        PushAt(7, boundary);
        PushAt(8, boundary);
        PushAt(9, input);

        Assert.Equal(["1: [1]", "2: [1 2]", "4: [4]", "5: [4 5]", "6: [6]", "9: [9]"], batches);
    }

    [Fact]
    public void Batch_by_boundary_takes_the_present_value_and_drops_the_oldest_beyond_its_greatest_count()
    {
        TestInput<int> input = _runtime.Input(initial: 1), boundary = _runtime.Input<int>("boundary");
        List<string> batches = Recorded.FromBatches(input.Node.SlidingBatch(boundary.Node, maxCount: 2));

        _runtime.RunUntilIdle();
        for (int i = 2; i <= 3; i++) PushAt(i, input);

        Assert.Equal(["0: [1]", "2: [1 2]", "3: [2 3]"], batches);
    }

    [Fact]
    public void Batches_between_boundaries_come_when_they_end_if_they_are_sampled()
    {
        TestInput<int> input = _runtime.Input<int>("source"), boundary = _runtime.Input<int>("boundary");
        List<string> batches = Recorded.FromBatches(
            input.Node.SlidingBatch(boundary.Node).SampleNews(boundary.Node));

        PushAt(1, input);
        PushAt(2, input, boundary);
        PushAt(3, boundary);
        PushAt(4, input);
        PushAt(5, boundary);

        Assert.Equal(["2: [1 2]", "5: [4]"], batches);
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Node<int> source = _runtime.Input(initial: 0).Node;

        var count = Assert.Throws<ArgumentOutOfRangeException>(() => source.SlidingBatch(0));
        var length = Assert.Throws<ArgumentOutOfRangeException>(() => source.SlidingBatch(TimeSpan.Zero));

        Assert.StartsWith("count must be at least 1.", count.Message, StringComparison.Ordinal);
        Assert.StartsWith("length must be longer than zero.", length.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("step", () => source.SlidingBatch(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("maxCount", () => source.SlidingBatch(s_two, 0));
        Assert.Throws<ArgumentOutOfRangeException>("maxCount", () => source.SlidingBatch(source, 0));
        Assert.Throws<ArgumentNullException>("boundary", () => source.SlidingBatch(boundary: null!));
    }

    /// <summary>Pushes the number of seconds to inputs at that instant.</summary>
    private void PushAt(int seconds, params TestInput<int>[] inputs)
    {
        _runtime.AdvanceTo(Testing.At(seconds));
        foreach (TestInput<int> input in inputs) input.Push(seconds);
        _runtime.RunUntilIdle();
    }
}
