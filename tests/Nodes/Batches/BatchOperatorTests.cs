using System.Collections;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What works on one batch at a time: DistinctBy, WhereEach, Accumulate.</summary>
public sealed class BatchOperatorTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    private Executor Executor => _runtime.Executor;

    [Fact]
    public void DistinctBy_keeps_the_first_of_each_key_in_each_batch_and_broadcasts_only_if_any()
    {
        TestInput<IReadOnlyList<string>> lists = _runtime.Input<IReadOnlyList<string>>(initial: []);
        Node<ReadOnlyMemory<string>> distinct = lists.Node.ToBatches().DistinctBy(static word => word[0]);
        List<string> batches = Recorded.FromBatches(distinct);
        _runtime.RunUntilIdle();
        Assert.False(distinct.HasValue);

        lists.Push(["bee", "ant", "bat", "cat", "ape"]);
        lists.Push([]);
        lists.Push(["bug"]);
        _runtime.RunUntilIdle();

        Assert.Equal(["0: [bee ant cat]", "0: [bug]"], batches);
    }

    [Fact]
    public void DistinctBy_takes_the_comparer_it_was_given_and_null_as_a_key()
    {
        TestInput<IReadOnlyList<string?>> lists = _runtime.Input<IReadOnlyList<string?>>(
            initial: ["a", null, "A", null]);
        Node<ReadOnlyMemory<string?>> distinct = lists.Node.ToBatches().DistinctBy(
            static word => word!, StringComparer.OrdinalIgnoreCase);

        _runtime.RunUntilIdle();

        Assert.Equal<IEnumerable<string?>>(["a", null], distinct.Value.ToArray());
    }

    [Fact]
    public void WhereEach_keeps_the_order_and_broadcasts_only_if_an_item_passes()
    {
        BurstInput<int> bursts = _runtime.AddBurstInput<int>("bursts");
        Node<ReadOnlyMemory<int>> even = bursts.WhereEach(static item => item % 2 == 0);
        List<string> batches = Recorded.FromBatches(even);

        foreach (int[] burst in (int[][])[[4, 1, 2], [3, 5], [8]])
        {
            foreach (int item in burst) _runtime.Push(bursts, item);
            Assert.Equal(1, _runtime.RunUntilIdle());
        }

        Assert.Equal(["0: [4 2]", "0: [8]"], batches);
    }

    [Fact]
    public void Batch_stays_valid_while_its_node_does_not_broadcast_again()
    {
        TestInput<IReadOnlyList<int>> lists = _runtime.Input<IReadOnlyList<int>>(initial: [1, 2]);
        Node<ReadOnlyMemory<int>> even = lists.Node.ToBatches().WhereEach(static item => item % 2 == 0);
        _runtime.RunUntilIdle();
        ReadOnlyMemory<int> held = even.Value;

        lists.Push([3, 5, 7]);
        _runtime.RunUntilIdle();

        Assert.Equal([2], held.ToArray());
        Assert.Equal([2], even.Value.ToArray());
        Assert.False(Executor.HasMutated(even));
    }

    [Fact]
    public void Accumulate_broadcasts_on_every_batch_also_an_empty_one_and_has_its_seed_before()
    {
        TestInput<IReadOnlyList<int>> lists = _runtime.Input<IReadOnlyList<int>>(initial: [1]);
        Node<string> text = lists.Node.Arrivals().ToBatches().Accumulate("<", static (result, item) => result + item);
        List<(double At, string Value)> results = text.Record();
        Assert.False(text.HasValue);
        Assert.Equal("<", text.Value);

        lists.Push([2, 3]);
        lists.Push([]);
        lists.Push([4]);
        _runtime.RunUntilIdle();

        Assert.Equal([(0, "<23"), (0, "<23"), (0, "<234")], results);
    }

    [Fact]
    public void Accumulate_begins_with_the_batch_its_source_holds()
    {
        TestInput<IReadOnlyList<int>> lists = _runtime.Input<IReadOnlyList<int>>(initial: [1]);
        Node<int> sum = lists.Node.ToBatches().Accumulate(100, static (total, item) => total + item);

        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.Equal(101, sum.Value);
    }

    [Fact]
    public void Operators_read_arrays_lists_other_lists_and_null_alike()
    {
        TestInput<IReadOnlyList<object>> lists = _runtime.Input<IReadOnlyList<object>>(initial: []);
        Node<string> text = lists.Node.ToBatches().Accumulate("", static (result, item) => result + item);
        _runtime.RunUntilIdle();

        lists.Push((string[])["a", "b"]);
        lists.Push(new List<object> { "c" });
        lists.Push(new Opaque<object>(["d", "e", "f"]));
        lists.Push(null!);
        lists.Push(new Opaque<object>(["g"]));
        Assert.Equal(5, _runtime.RunUntilIdle());

        Assert.Equal("abcdefg", text.Value);
    }

    [Fact]
    public void Operator_that_throws_under_Hold_keeps_its_batch_and_goes_on_with_the_next()
    {
        TestInput<IReadOnlyList<int>> lists = _runtime.Input<IReadOnlyList<int>>(initial: [9]);
        Func<int, int> inverse = static item => 100 / item;
        Node<ReadOnlyMemory<int>> batches = lists.Node.ToBatches();
        Node<ReadOnlyMemory<int>> distinct = batches.DistinctBy(inverse).OnError(ErrorPolicy.Hold);
        Node<ReadOnlyMemory<int>> where = batches.WhereEach(item => inverse(item) > 0).OnError(ErrorPolicy.Hold);
        Node<int> sum = batches.Accumulate(seed: 0, (total, item) => total + inverse(item)).OnError(ErrorPolicy.Hold);
        _runtime.RunUntilIdle();

        lists.Push([1, 0]);
        _runtime.RunUntilIdle();
        Assert.Equal("[9] [9] 11", $"{Recorded.Text(distinct.Value)} {Recorded.Text(where.Value)} {sum.Value}");

        lists.Push([1, 2]);
        _runtime.RunUntilIdle();
        Assert.Equal("[1 2] [1 2] 161", $"{Recorded.Text(distinct.Value)} {Recorded.Text(where.Value)} {sum.Value}");
        Assert.Equal([1, 1, 1], [distinct.Failures, where.Failures, sum.Failures]);
    }

    [Fact]
    public void Operators_run_over_the_bursts_of_history()
    {
        HistoricalRuntime history = new HistoricalRuntime(Testing.At(0)).Checked();
        BurstInput<int> bursts = history.AddBurstInput<int>("bursts");
        List<string> distinct = Recorded.FromBatches(bursts.DistinctBy(static item => item % 3));
        List<string> even = Recorded.FromBatches(bursts.WhereEach(static item => item % 2 == 0));
        List<(double At, int Value)> sums = bursts.Accumulate(0, static (total, item) => total + item).Record();
        int[] items = [1, 2, 4, 6, 3, 5];
        history.Feed(bursts, items.Select((item, i) => new Timestamped<int>(Testing.At((i + 3) / 3), item)));

        history.Run();

        Assert.Equal(["1: [1 2]", "2: [6 5]"], distinct);
        Assert.Equal(["1: [2 4]", "2: [6]"], even);
        Assert.Equal([(0, 0), (1, 7), (2, 21)], sums);
    }

    [Fact]
    public void Operators_leave_with_their_source()
    {
        BurstInput<int> bursts = _runtime.AddBurstInput<int>("bursts");
        bursts.DistinctBy(static item => item).WhereEach(static item => item > 0).Flatten().Batch(count: 2)
            .Accumulate(0, static (total, item) => total + item);
        Assert.Equal(6, Executor.NodeCount);

        Executor.Sweep(bursts);
        _runtime.RunUntilIdle();

        Assert.Equal(0, Executor.NodeCount);
    }

    [Fact]
    public void Missing_functions_and_sources_are_refused()
    {
        BurstInput<int> bursts = _runtime.AddBurstInput<int>("bursts");

        Assert.Throws<ArgumentNullException>(() => bursts.DistinctBy((Func<int, int>)null!));
        Assert.Throws<ArgumentNullException>(() => bursts.WhereEach(null!));
        Assert.Throws<ArgumentNullException>(() => bursts.Accumulate(0, null!));
        Assert.Throws<ArgumentNullException>(() => ((Node<ReadOnlyMemory<int>>)null!).Flatten());
        Assert.Equal(1, Executor.NodeCount);
    }

    /// <summary>A list that is neither an array nor a <see cref="List{T}"/>.</summary>
    private sealed class Opaque<T>(T[] items) : IReadOnlyList<T>
    {
        public int Count => items.Length;

        public T this[int index] => items[index];

        public IEnumerator<T> GetEnumerator() => items.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
