using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Joining a changing set of producers, in the next cycle.</summary>
public sealed class CollectorTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    private Executor Executor => _runtime.Executor;

    [Fact]
    public void Values_of_one_cycle_arrive_in_the_next_in_creation_order_whatever_the_order_of_joining()
    {
        TestInput<int> a = _runtime.Input(initial: 0), b = _runtime.Input(initial: 0), c = _runtime.Input(initial: 0);
        Collector<int> collector = Executor.AddCollector<int>();
        foreach (TestInput<int> input in (TestInput<int>[])[c, a, b]) collector.Add(input.Node);
        List<string> batches = Recorded.FromBatches(collector);
        _runtime.RunUntilIdle();
        batches.Clear();
        long before = Executor.Epoch;

        b.Push(2);
        c.Push(3);
        a.Push(1);
        Assert.True(_runtime.RunCycle());
        Assert.Empty(batches);

        Assert.True(_runtime.RunCycle());
        Assert.Equal(["0: [1 2 3]"], batches);
        Assert.Equal(before + 2, Executor.Epoch);
        Assert.False(_runtime.RunCycle());
    }

    [Fact]
    public void Present_value_of_a_producer_that_joins_is_its_first()
    {
        TestInput<int> a = _runtime.Input(initial: 7);
        Collector<int> collector = Executor.AddCollector<int>();
        Assert.False(collector.HasValue);
        collector.Add(a.Node);

        Assert.Equal(2, _runtime.RunUntilIdle());

        Assert.Equal("[7]", Recorded.Text(collector.Value));
    }

    [Fact]
    public void Values_of_successive_cycles_do_not_mix_and_a_batch_stays_until_the_next()
    {
        TestInput<int> a = _runtime.Input(initial: 0);
        Collector<int> collector = Executor.AddCollector<int>();
        collector.Add(a.Node);
        _runtime.RunUntilIdle();
        List<string> batches = Recorded.FromBatches(collector);

        for (int i = 1; i <= 3; i++) a.Push(i);
        _runtime.RunCycle();
        _runtime.RunCycle();
        Assert.Equal("[1]", Recorded.Text(collector.Value));
        _runtime.RunUntilIdle();

        Assert.Equal(["0: [1]", "0: [2]", "0: [3]"], batches);
    }

    [Fact]
    public void Producer_spawned_in_a_cycle_is_collected_two_cycles_later_at_the_same_instant()
    {
        TestInput<int> trigger = _runtime.Input(initial: 0);
        Collector<int> collector = Executor.AddCollector<int>();
        List<string> batches = Recorded.FromBatches(collector);
        NodeBuilder.Create(0).TriggeredBy(trigger.Node).Build(
            Executor,
            (ref int _, in CycleContext context) =>
            {
                context.Spawn(executor => collector.Add(trigger.Node.Select(value => value * 10)));
                return Control.Unchanged;
            });

        trigger.Push(4);
        _runtime.RunCycle();
        Assert.Equal(1, collector.ProducerCount);
        _runtime.RunCycle();
        Assert.Empty(batches);
        _runtime.RunCycle();

        Assert.Equal(["0: [40]"], batches);
    }

    [Fact]
    public void Removed_producer_leaves_the_collector_and_the_others_in_place()
    {
        TestInput<int> a = _runtime.Input(initial: 0), b = _runtime.Input(initial: 0);
        Collector<int> collector = Executor.AddCollector<int>();
        collector.Add(a.Node);
        collector.Add(b.Node);
        _runtime.RunUntilIdle();

        Executor.Sweep(a.Node);
        b.Push(5);
        _runtime.RunUntilIdle();

        Assert.True(collector.IsAlive);
        Assert.Equal(1, collector.ProducerCount);
        Assert.Equal("[5]", Recorded.Text(collector.Value));
        Assert.Equal(3, Executor.NodeCount);
    }

    [Fact]
    public void What_a_producer_broadcast_in_the_cycle_that_removes_it_is_still_delivered()
    {
        TestInput<int> a = _runtime.Input(initial: 0);
        Collector<int> collector = Executor.AddCollector<int>();
        collector.Add(a.Node);
        _runtime.RunUntilIdle();
        NodeBuilder.Create(0).TriggeredBy(a.Node).Build(
            Executor,
            (ref int _, in CycleContext context) =>
            {
                context.Sweep(a.Node);
                return Control.Unchanged;
            });

        a.Push(6);
        _runtime.RunUntilIdle();

        Assert.False(a.Node.IsAlive);
        Assert.Equal("[6]", Recorded.Text(collector.Value));
        Assert.Equal(1, Executor.NodeCount);
    }

    [Fact]
    public void Producer_that_is_taken_out_stays_in_the_graph_and_may_join_again()
    {
        TestInput<int> a = _runtime.Input(initial: 1);
        Collector<int> collector = Executor.AddCollector<int>();
        collector.Add(a.Node);
        _runtime.RunUntilIdle();

        Assert.True(collector.Remove(a.Node));
        a.Push(2);
        _runtime.RunUntilIdle();
        Assert.False(collector.Remove(a.Node));
        Assert.Equal("[1]", Recorded.Text(collector.Value));
        Assert.Equal(2, Executor.NodeCount);

        collector.Add(a.Node);
        Assert.True(collector.Remove(a.Node));
        collector.Add(a.Node);
        _runtime.RunUntilIdle();
        Assert.Equal("[2]", Recorded.Text(collector.Value));
        Assert.Equal(1, collector.ProducerCount);
    }

    [Fact]
    public void Producer_may_descend_from_the_collector()
    {
        TestInput<int> a = _runtime.Input(initial: 1);
        Collector<int> collector = Executor.AddCollector<int>();
        collector.Add(a.Node);
        Node<int> doubled = collector.WhereEach(static item => item < 10).Flatten().Select(static item => item * 2);
        collector.Add(doubled);
        List<string> batches = Recorded.FromBatches(collector);

        _runtime.RunUntilIdle();

        Assert.Equal(["0: [1]", "0: [2]", "0: [4]", "0: [8]", "0: [16]"], batches);
    }

    [Fact]
    public void Adding_a_producer_twice_is_refused_with_its_name()
    {
        TestInput<int> a = _runtime.Input(initial: 0, name: "a");
        Collector<int> collector = Executor.AddCollector<int>().Named("all");
        collector.Add(a.Node);

        var error = Assert.Throws<ArgumentException>(() => collector.Add(a.Node));

        Assert.Contains("'a'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'all'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Removing_a_producer_a_second_time_says_that_it_is_none_in_a_cycle_and_between_cycles()
    {
        var answers = new List<bool>();
        TestInput<int> a = _runtime.Input(initial: 0);
        TestInput<int> b = _runtime.Input(initial: 0);
        Collector<int> collector = Executor.AddCollector<int>();
        collector.Add(a.Node);
        collector.Add(b.Node);
        _runtime.RunUntilIdle();
        NodeBuilder.Create(0).TriggeredBy(a.Node).Build(
            Executor,
            (ref int _, in CycleContext _) =>
            {
                answers.AddRange([collector.Remove(a.Node), collector.Remove(a.Node)]);
                return Control.Unchanged;
            });

        a.Push(1);
        _runtime.RunUntilIdle();
        answers.AddRange([collector.Remove(b.Node), collector.Remove(b.Node)]);

        Assert.Equal([true, false, true, false], answers);
        Assert.Equal(0, collector.ProducerCount);
    }

    [Fact]
    public void Removed_collector_takes_its_feeds_along_and_leaves_the_producers()
    {
        TestInput<int> a = _runtime.Input(initial: 0), b = _runtime.Input(initial: 0);
        Collector<int> collector = Executor.AddCollector<int>();
        collector.Add(a.Node);
        collector.Add(b.Node);

        Executor.Sweep(collector);
        _runtime.RunUntilIdle();

        Assert.Equal(2, Executor.NodeCount);
        Assert.Equal(0, collector.ProducerCount);
        collector.Add(a.Node);
        Assert.Equal(2, Executor.NodeCount);
    }

    [Fact]
    public void Hundred_thousand_producers_come_and_go_without_a_trace()
    {
        TestInput<int> a = _runtime.Input(initial: 0);
        Executor.ChecksInvariants = false;
        Collector<int> collector = Executor.AddCollector<int>();

        for (int round = 0; round < 100; round++)
        {
            var producers = new Node<int>[1000];
            for (int i = 0; i < producers.Length; i++) collector.Add(producers[i] = a.Node.Select(value => value));
            _runtime.RunUntilIdle();
            Assert.Equal(1000, collector.Value.Length);
            foreach (Node<int> producer in producers) Executor.Sweep(producer);
            _runtime.RunUntilIdle();
            Assert.Equal(0, collector.ProducerCount);
            Assert.Equal(2, Executor.NodeCount);
        }

        Executor.AssertInvariants();
    }
}
