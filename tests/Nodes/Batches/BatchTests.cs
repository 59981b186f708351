using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Single values gathered into batches.</summary>
public sealed class BatchTests
{
    private static readonly TimeSpan s_twoSeconds = TimeSpan.FromSeconds(2);

    private readonly TestRuntime _runtime = Testing.NewRuntime();

    private Executor Executor => _runtime.Executor;

    [Fact]
    public void Batch_by_count_broadcasts_in_the_cycle_of_the_last_item()
    {
        TestInput<int> source = _runtime.Input(initial: 0);
        Node<ReadOnlyMemory<int>> batch = source.Node.Batch(count: 3);
        List<string> batches = Recorded.FromBatches(batch);

        for (int i = 1; i <= 5; i++)
        {
            source.Push(i);
            _runtime.RunUntilIdle();
            if (i == 2) Assert.False(batch.HasValue);
            _runtime.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["2: [1 2 3]"], batches);
        Assert.Equal("[1 2 3]", Recorded.Text(batch.Value));
    }

    [Fact]
    public void Present_value_of_the_source_is_the_first_item()
    {
        TestInput<int> source = _runtime.Input(initial: 7);
        Node<ReadOnlyMemory<int>> batch = source.Node.Batch(count: 2);
        _runtime.RunUntilIdle();

        source.Push(8);
        _runtime.RunUntilIdle();

        Assert.Equal("[7 8]", Recorded.Text(batch.Value));
    }

    [Fact]
    public void Batch_of_one_passes_every_value()
    {
        TestInput<int> source = _runtime.Input(initial: 0);
        List<string> batches = Recorded.FromBatches(source.Node.Batch(count: 1));

        source.Push(1);
        source.Push(1);
        _runtime.RunUntilIdle();

        Assert.Equal(["0: [1]", "0: [1]"], batches);
    }

    [Fact]
    public void Batch_by_time_ends_exactly_the_duration_after_its_first_item()
    {
        List<string> batches = BatchOf((0.5, 1), (1.0, 2), (2.25, 3), (7.0, 4));

        _runtime.AdvanceTo(Testing.At(20));

        Assert.Equal(["2.5: [1 2 3]", "9: [4]"], batches);
    }

    [Fact]
    public void Item_at_the_end_of_a_batch_is_still_in_it_and_further_ones_of_that_instant_begin_the_next()
    {
        List<string> batches = BatchOf((1, 1), (3, 2), (3, 3), (4, 4));

        _runtime.AdvanceTo(Testing.At(20));

        Assert.Equal(["3: [1 2]", "5: [3 4]"], batches);
    }

    [Fact]
    public void Full_batch_ends_before_its_time_and_the_timer_of_it_does_not_end_the_next()
    {
        List<string> batches = BatchOf(maxCount: 2, (1, 1), (2, 2), (2.5, 3));

        _runtime.AdvanceTo(Testing.At(20));

        Assert.Equal(["2: [1 2]", "4.5: [3]"], batches);
        Assert.Equal(Instant.MaxValue, Executor.NextTimer);
    }

    [Fact]
    public void Batch_by_time_never_runs_while_nothing_comes()
    {
        BatchOf();

        _runtime.AdvanceTo(Testing.At(100));

        Assert.Equal(0, Executor.Epoch);
    }

    [Fact]
    public void Batch_stays_valid_while_the_next_is_gathered()
    {
        TestInput<string> source = _runtime.Input(initial: "");
        Node<ReadOnlyMemory<string>> batch = source.Node.Batch(count: 2);
        foreach (string item in (string[])["a", "b", "c"]) source.Push(item);

        _runtime.RunUntilIdle();

        Assert.Equal(["a", "b"], batch.Value.ToArray());
    }

    [Fact]
    public void Batch_that_leaves_takes_its_timer_along()
    {
        TestInput<int> source = _runtime.Input(initial: 0);
        List<string> batches = Recorded.FromBatches(source.Node.Batch(s_twoSeconds));
        _runtime.RunUntilIdle();
        Assert.Equal(Testing.At(2), Executor.NextTimer);

        Executor.Sweep(source.Node);
        _runtime.AdvanceTo(Testing.At(5));

        Assert.Empty(batches);
        Assert.Equal(0, Executor.NodeCount);
    }

    [Fact]
    public void Batches_of_history_end_at_the_same_instants()
    {
        HistoricalRuntime history = new HistoricalRuntime(Testing.At(0), Testing.At(10)).Checked();
        BurstInput<int> bursts = history.AddBurstInput<int>("bursts");
        List<string> batches = Recorded.FromBatches(bursts.Flatten().Batch(s_twoSeconds));
        history.Feed(
            bursts, [new(Testing.At(1), 1), new(Testing.At(1), 2), new(Testing.At(2), 3), new(Testing.At(8), 4)]);

        history.Run();

        Assert.Equal(["3: [1 2 3]", "10: [4]"], batches);
    }

    [Fact]
    public void Counts_below_one_and_durations_not_above_zero_are_refused()
    {
        Node<int> source = _runtime.Input(initial: 0).Node;

        Assert.Throws<ArgumentOutOfRangeException>(() => source.Batch(count: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Batch(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Batch(s_twoSeconds, maxCount: 0));
        Assert.Equal(1, Executor.NodeCount);
    }

    private List<string> BatchOf(params ReadOnlySpan<(double Seconds, int Value)> items) => BatchOf(1000, items);

    /// <summary>The batches of two seconds over values that come at the given instants.</summary>
    private List<string> BatchOf(int maxCount, params ReadOnlySpan<(double Seconds, int Value)> items)
    {
        Node<int> source = Executor.Add(new Script(items.ToArray()));
        return Recorded.FromBatches(source.Batch(s_twoSeconds, maxCount));
    }

    /// <summary>Broadcasts each value at its instant, one per cycle, and has no value before the first.</summary>
    private sealed class Script((double Seconds, int Value)[] items) : Node<int>
    {
        private int _next;

        protected override void OnInit(Executor executor)
        {
            if (items.Length > 0) executor.ScheduleAt(this, Testing.At(items[0].Seconds));
        }

        protected override Control OnCycle(in CycleContext context)
        {
            State = items[_next++].Value;
            if (_next < items.Length) context.ScheduleAt(Testing.At(items[_next].Seconds));
            return Control.Broadcast;
        }
    }
}
