using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Batches taken apart by key.</summary>
public sealed class RouterTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly BurstInput<int> _source;
    private readonly Router<int, int> _parity;

    public RouterTests()
    {
        _source = _runtime.AddBurstInput<int>("source");
        _parity = _source.RouteBy(static item => item % 2, name: "parity");
        _runtime.RunUntilIdle();
    }

    private Executor Executor => _runtime.Executor;

    [Fact]
    public void Outputs_hold_the_items_of_their_key_and_one_that_gets_nothing_does_not_run_and_reads_empty()
    {
        Node<ReadOnlyMemory<int>> even = _parity.Route(0), odd = _parity.Route(1);
        List<string> evens = Recorded.FromBatches(even), odds = Recorded.FromBatches(odd);

        Push(0);
        Assert.Equal("[0] [] True False", Describe(even, odd));
        Push(2, 3, 5);
        Assert.Equal("[2] [3 5] True True", Describe(even, odd));
        Push(7);
        Assert.Equal("[] [7] False True", Describe(even, odd));

        Assert.Equal(["0: [0]", "0: [2]"], evens);
        Assert.Equal(["0: [3 5]", "0: [7]"], odds);
    }

    [Fact]
    public void Output_reads_empty_also_in_a_cycle_in_which_the_router_does_not_run()
    {
        Node<ReadOnlyMemory<int>> even = _parity.Route(0);
        TestInput<int> other = _runtime.Input(initial: 0);
        string read = "";
        NodeBuilder.Create(0).TriggeredBy(other.Node).ObserverOf(even).Build(
            Executor,
            (ref int _, in CycleContext _) =>
            {
                read += Recorded.Text(even.Value);
                return Control.Unchanged;
            });
        Push(2, 4);
        Assert.Equal("[2 4]", Recorded.Text(even.Value));
        Assert.False(_runtime.RunCycle());
        Assert.Equal("[2 4]", Recorded.Text(even.Value));

        other.Push(1);
        Assert.True(_runtime.RunCycle());

        Assert.Equal("[]", read);
        Assert.Equal("[] False", $"{Recorded.Text(even.Value)} {Executor.HasMutated(even)}");
    }

    [Fact]
    public void Output_reads_empty_for_a_node_that_runs_before_the_router()
    {
        TestInput<int> late = _runtime.Input(initial: 0);
        Node<ReadOnlyMemory<int>> even = _parity.Route(0);
        Node<int> early = _source.Accumulate(0, (count, _) => count + even.Value.Length);
        late.Push(0);
        _runtime.RunUntilIdle();

        Push(2, 4);
        Push(6);

        Assert.Equal(2 + 2 + 1, early.Value);
    }

    [Fact]
    public void Output_runs_after_the_router_and_its_readers_in_the_same_cycle()
    {
        Node<int> sum = _parity.Route(0).Accumulate(0, static (total, item) => total + item);
        long before = Executor.Epoch;

        Push(2, 3, 4);

        Assert.Equal(6, sum.Value);
        Assert.Equal(before + 1, Executor.Epoch);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public void Output_runs_before_a_reader_that_is_ready_for_another_reason(int nodesBetween)
    {
        for (int i = 0; i < nodesBetween; i++) Executor.Constant(i);
        Node<ReadOnlyMemory<int>> even = _parity.Route(0);
        string read = "";
        NodeBuilder.Create(0).TriggeredBy(_source, even).Build(
            Executor,
            (ref int _, in CycleContext context) =>
            {
                read += $"{Recorded.Text(even.Value)} {context.HasMutated(even)};";
                return Control.Unchanged;
            });

        Push(2);
        Push(3);

        Assert.Equal("[2] True;[] False;", read);
    }

    [Fact]
    public void Key_without_an_output_makes_no_node_and_its_items_are_counted()
    {
        Node<ReadOnlyMemory<int>> even = _parity.Route(0);
        int nodes = Executor.NodeCount;

        Push(1, 2, 3);

        Assert.Equal(nodes, Executor.NodeCount);
        Assert.Equal(1, _parity.OutputCount);
        Assert.Equal(2, _parity.Value);
        Assert.False(Executor.HasMutated(_parity));
        Assert.Equal("[2]", Recorded.Text(even.Value));
    }

    [Fact]
    public void Asking_twice_gives_the_same_output()
    {
        Node<ReadOnlyMemory<int>> even = _parity.Route(0).Named("even");

        Assert.Same(even, _parity.Route(0));
        Assert.Equal("even", even.Name);
        Assert.Equal(3, Executor.NodeCount);
    }

    [Fact]
    public void Output_asked_for_in_a_spawn_gets_the_items_of_the_next_batch()
    {
        Node<ReadOnlyMemory<int>>? even = null;
        NodeBuilder.Create(0).TriggeredBy(_source).Build(
            Executor,
            (ref int _, in CycleContext context) =>
            {
                context.Spawn(_parity, (_, router) => even = router.Route(0));
                return Control.Unchanged;
            });

        Push(2);
        Assert.Equal("[] False", $"{Recorded.Text(even!.Value)} {Executor.HasMutated(even)}");

        Push(4);
        Assert.Equal("[4]", Recorded.Text(even.Value));
    }

    [Fact]
    public void Removed_output_is_frozen_forgotten_and_built_anew_when_asked_for_again()
    {
        Node<ReadOnlyMemory<int>> first = _parity.Route(0);
        Node<int> reader = first.Accumulate(0, static (total, item) => total + item);
        Push(2);

        Assert.True(_parity.Remove(0));
        Push(4);
        Assert.False(first.IsAlive);
        Assert.False(reader.IsAlive);
        Assert.Equal("[2]", Recorded.Text(first.Value));
        Assert.Equal(2, reader.Value);
        Assert.Equal(0, _parity.OutputCount);
        Assert.False(_parity.Remove(0));
        Assert.Equal(2, Executor.NodeCount);

        Node<ReadOnlyMemory<int>> second = _parity.Route(0);
        Push(6);
        Assert.NotSame(first, second);
        Assert.Equal("[6]", Recorded.Text(second.Value));
    }

    [Fact]
    public void Output_removed_and_asked_for_again_between_two_cycles_is_a_new_one()
    {
        Node<ReadOnlyMemory<int>> first = _parity.Route(0);
        Executor.Sweep(first);

        Node<ReadOnlyMemory<int>> second = _parity.Route(0);
        Push(2);

        Assert.False(first.IsAlive);
        Assert.Equal("[] [2]", $"{Recorded.Text(first.Value)} {Recorded.Text(second.Value)}");
        Assert.Equal(3, Executor.NodeCount);
    }

    [Fact]
    public void Asking_for_an_output_inside_the_cycle_that_removes_it_is_refused_and_in_its_spawn_works()
    {
        Node<ReadOnlyMemory<int>> first = _parity.Route(0);
        Node<ReadOnlyMemory<int>>? second = null;
        string refusal = "";
        NodeBuilder.Create(0).TriggeredBy(_source).ObserverOf(_parity).Build(
            Executor,
            (ref int runs, in CycleContext context) =>
            {
                if (runs++ > 0) return Control.Unchanged;
                _parity.Remove(0);
                refusal = Assert.Throws<InvalidOperationException>(() => _parity.Route(0)).Message;
                context.Spawn(_ => second = _parity.Route(0));
                return Control.Unchanged;
            });

        Push(2);
        Push(4);

        Assert.Contains("'parity'", refusal, StringComparison.Ordinal);
        Assert.Contains("key '0'", refusal, StringComparison.Ordinal);
        Assert.False(first.IsAlive);
        Assert.Equal("[4]", Recorded.Text(second!.Value));
    }

    [Fact]
    public void Making_an_output_inside_a_cycle_is_refused()
    {
        string refusal = "";
        NodeBuilder.Create(0).TriggeredBy(_source).Build(
            Executor,
            (ref int _, in CycleContext _) =>
            {
                refusal = Assert.Throws<InvalidOperationException>(() => _parity.Route(0)).Message;
                return Control.Unchanged;
            });

        Push(2);

        Assert.Contains("Use Spawn", refusal, StringComparison.Ordinal);
        Assert.Equal(0, _parity.OutputCount);
    }

    [Fact]
    public void Removing_an_output_a_second_time_says_that_there_is_none_in_a_cycle_and_between_cycles()
    {
        var answers = new List<bool>();
        _parity.Route(0);
        _parity.Route(1);
        NodeBuilder.Create(0).TriggeredBy(_source).Build(
            Executor,
            (ref int _, in CycleContext _) =>
            {
                answers.AddRange([_parity.Remove(0), _parity.Remove(0)]);
                return Control.Unchanged;
            });

        Push(2);
        answers.AddRange([_parity.Remove(1), _parity.Remove(1)]);

        Assert.Equal([true, false, true, false], answers);
        Assert.Equal(0, _parity.OutputCount);
    }

    [Fact]
    public void Removed_router_takes_its_outputs_along()
    {
        _parity.Route(0);
        _parity.Route(1).Accumulate(0, static (total, item) => total + item);
        Assert.Equal(5, Executor.NodeCount);

        Executor.Sweep(_source);
        _runtime.RunUntilIdle();

        Assert.Equal(0, Executor.NodeCount);
        Assert.Equal(0, _parity.OutputCount);
        Assert.Throws<ArgumentException>(() => _parity.Route(0));
    }

    [Fact]
    public void Key_selector_that_throws_under_Hold_delivers_nothing_of_its_batch()
    {
        Router<int, int> router = _source.RouteBy(static item => 12 / item).OnError(ErrorPolicy.Hold);
        Node<ReadOnlyMemory<int>> sixes = router.Route(6);
        _runtime.RunUntilIdle();

        Push(2, 5, 0);
        Assert.Equal("[] 0 1", $"{Recorded.Text(sixes.Value)} {router.Value} {router.Failures}");

        Push(2);
        Assert.Equal("[2]", Recorded.Text(sixes.Value));
    }

    [Fact]
    public void Router_takes_lists_and_the_comparer_it_was_given()
    {
        TestInput<IReadOnlyList<string>> lists = _runtime.Input<IReadOnlyList<string>>(initial: ["x"]);
        Router<string, string> router = lists.Node.ToBatches().RouteBy(
            static word => word, StringComparer.OrdinalIgnoreCase);
        Node<ReadOnlyMemory<string>> x = router.Route("X");

        _runtime.RunUntilIdle();
        Assert.Equal("[x]", Recorded.Text(x.Value));

        lists.Push(["x", "y", "X"]);
        _runtime.RunUntilIdle();
        Assert.Equal("[x X]", Recorded.Text(x.Value));
        Assert.Equal(1, router.Value);
    }

    [Fact]
    public void Router_over_history_gives_each_output_its_items_at_their_instants()
    {
        HistoricalRuntime history = new HistoricalRuntime(Testing.At(0)).Checked();
        BurstInput<int> bursts = history.AddBurstInput<int>("bursts");
        Router<int, int> router = bursts.RouteBy(static item => item % 2);
        List<string> evens = Recorded.FromBatches(router.Route(0)), odds = Recorded.FromBatches(router.Route(1));
        history.Feed(
            bursts, [new(Testing.At(1), 1), new(Testing.At(1), 2), new(Testing.At(2), 4), new(Testing.At(2), 6)]);

        history.Run();

        Assert.Equal(["1: [2]", "2: [4 6]"], evens);
        Assert.Equal(["1: [1]"], odds);
    }

    [Fact]
    public void Hundred_thousand_keys_come_and_go_without_a_trace()
    {
        Executor.ChecksInvariants = false;
        Router<int, int> router = _source.RouteBy(static item => item);

        for (int key = 0; key < 100_000; key++)
        {
            Node<ReadOnlyMemory<int>> output = router.Route(key);
            if (key % 100 == 0)
            {
                Push(key);
                Assert.Equal(1, output.Value.Length);
            }

            if (key % 2 == 0) router.Remove(key);
            else Executor.Sweep(output);
            if (key % 1000 == 999) _runtime.RunUntilIdle();
            Assert.InRange(Executor.NodeCount, 3, 4);
        }

        _runtime.RunUntilIdle();
        Executor.AssertInvariants();
        Assert.Equal(3, Executor.NodeCount);
        Assert.Equal(0, router.OutputCount);
    }

    [Fact]
    public void Batch_for_one_of_many_outputs_runs_only_that_one()
    {
        Router<int, int> router = _source.RouteBy(static item => item);
        int runs = 0;
        for (int key = 0; key < 1000; key++)
        {
            NodeBuilder.Create(0).TriggeredBy(router.Route(key)).Build(
                Executor,
                (ref int _, in CycleContext _) =>
                {
                    runs++;
                    return Control.Unchanged;
                });
        }

        Push(17, 17);
        Push(999, 3);

        Assert.Equal(3, runs);
    }

    [Fact]
    public void Output_that_yielded_before_runs_with_the_items_of_its_key()
    {
        Node<ReadOnlyMemory<int>> even = _parity.Route(0);
        Executor.Yield(even);

        Push(2, 4);

        Assert.Equal("[2 4]", Recorded.Text(even.Value));
    }

    private void Push(params ReadOnlySpan<int> items)
    {
        foreach (int item in items) _runtime.Push(_source, item);
        _runtime.RunUntilIdle();
    }

    private string Describe(Node<ReadOnlyMemory<int>> even, Node<ReadOnlyMemory<int>> odd) =>
        $"{Recorded.Text(even.Value)} {Recorded.Text(odd.Value)} "
        + $"{Executor.HasMutated(even)} {Executor.HasMutated(odd)}";
}
