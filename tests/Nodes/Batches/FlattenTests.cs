using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Batches taken apart, one item a cycle.</summary>
public sealed class FlattenTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    private Executor Executor => _runtime.Executor;

    [Fact]
    public void Each_item_of_each_list_gets_a_cycle_of_its_own_in_order_and_an_empty_list_none()
    {
        TestInput<IReadOnlyList<int>> lists = _runtime.Input<IReadOnlyList<int>>(initial: []);
        List<(double At, int Value)> items = lists.Node.ToBatches().Flatten().Record();
        _runtime.RunUntilIdle();
        int cycles = 0;

        foreach (int[] list in (int[][])[[1], [2, 3, 4], [5], [], [6, 7, 8, 9, 10]])
        {
            lists.Push(list);
            cycles += _runtime.RunUntilIdle();
            _runtime.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            [(0, 1), (1, 2), (1, 3), (1, 4), (2, 5), (4, 6), (4, 7), (4, 8), (4, 9), (4, 10)], items);
        Assert.Equal(11, cycles);
    }

    [Fact]
    public void First_item_comes_in_the_cycle_of_its_batch()
    {
        BurstInput<int> bursts = _runtime.AddBurstInput<int>("bursts");
        Node<int> item = bursts.Flatten();
        _runtime.RunUntilIdle();
        Assert.False(item.HasValue);

        for (int i = 1; i <= 2; i++) _runtime.Push(bursts, i);

        Assert.True(_runtime.RunCycle());
        Assert.Equal(1, item.Value);
        Assert.True(Executor.HasMutated(item));
        Assert.True(_runtime.RunCycle());
        Assert.Equal(2, item.Value);
        Assert.False(_runtime.RunCycle());
    }

    [Fact]
    public void Batch_that_comes_while_items_wait_follows_them_and_is_copied()
    {
        BurstInput<int> bursts = _runtime.AddBurstInput<int>("bursts");
        List<(double At, int Value)> items = bursts.Flatten().Record();

        foreach (int i in (int[])[1, 2, 3]) _runtime.Push(bursts, i);
        _runtime.RunCycle();
        foreach (int i in (int[])[4, 5]) _runtime.Push(bursts, i);

        Assert.Equal(4, _runtime.RunUntilIdle());
        Assert.Equal([(0, 1), (0, 2), (0, 3), (0, 4), (0, 5)], items);
    }

    [Fact]
    public void Flatten_added_later_begins_with_the_batch_its_source_holds()
    {
        BurstInput<int> bursts = _runtime.AddBurstInput<int>("bursts");
        foreach (int i in (int[])[1, 2]) _runtime.Push(bursts, i);
        _runtime.RunUntilIdle();

        List<(double At, int Value)> items = bursts.Flatten().Record();

        Assert.Equal(2, _runtime.RunUntilIdle());
        Assert.Equal([(0, 1), (0, 2)], items);
    }

    [Fact]
    public void More_items_than_the_capacity_are_an_error_that_says_how_many_wait()
    {
        BurstInput<int> bursts = _runtime.AddBurstInput<int>("bursts");
        bursts.Flatten(capacity: 3).Named("flat");
        foreach (int i in (int[])[1, 2, 3]) _runtime.Push(bursts, i);
        _runtime.RunCycle();
        foreach (int i in (int[])[4, 5]) _runtime.Push(bursts, i);

        var error = Assert.Throws<NodeException>(() => _runtime.RunCycle());

        Assert.Contains("'flat'", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "a batch of 2 items: 2 wait already and its capacity is 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_that_does_not_fit_is_refused_whole_and_waiting_items_are_delivered_under_Hold()
    {
        BurstInput<int> bursts = _runtime.AddBurstInput<int>("bursts");
        Node<int> flat = bursts.Flatten(capacity: 3).OnError(ErrorPolicy.Hold);
        List<(double At, int Value)> items = flat.Record();
        foreach (int i in (int[])[1, 2, 3]) _runtime.Push(bursts, i);
        _runtime.RunCycle();
        foreach (int i in (int[])[4, 5]) _runtime.Push(bursts, i);

        Assert.Equal(3, _runtime.RunUntilIdle());

        Assert.Equal([(0, 1), (0, 2), (0, 3)], items);
        Assert.Equal(1, flat.Failures);
    }

    [Fact]
    public void Flatten_of_history_gives_every_item_its_instant()
    {
        HistoricalRuntime history = new HistoricalRuntime(Testing.At(0)).Checked();
        BurstInput<int> bursts = history.AddBurstInput<int>("bursts");
        List<(double At, int Value)> items = bursts.Flatten().Record();
        history.Feed(bursts, [new(Testing.At(1), 1), new(Testing.At(1), 2), new(Testing.At(2), 3)]);

        history.Run();

        Assert.Equal([(1, 1), (1, 2), (2, 3)], items);
    }

    [Fact]
    public void Capacity_below_one_is_refused()
    {
        BurstInput<int> bursts = _runtime.AddBurstInput<int>("bursts");

        Assert.Throws<ArgumentOutOfRangeException>(() => bursts.Flatten(capacity: 0));
        Assert.Equal(1, Executor.NodeCount);
    }
}
