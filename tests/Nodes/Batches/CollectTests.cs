using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Joining a fixed set of sources, in the same cycle.</summary>
public sealed class CollectTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    private Executor Executor => _runtime.Executor;

    [Fact]
    public void Six_sources_of_differing_depth_due_at_one_instant_arrive_in_the_order_they_were_given()
    {
        var sources = new Node<int>[6];
        for (int i = 5; i >= 0; i--) sources[i] = AddTicking(number: i + 1, depth: i % 3);
        List<string> batches = Recorded.FromBatches(Executor.Collect(sources));

        _runtime.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(Enumerable.Range(0, 6).Select(second => $"{second}: [1 2 3 4 5 6]"), batches);
        Assert.Equal(6, Executor.Epoch);
    }

    [Fact]
    public void Collect_holds_only_the_values_of_this_cycle()
    {
        TestInput<int> a = _runtime.Input(initial: 10), b = _runtime.Input(initial: 20);
        List<string> batches = Recorded.FromBatches(Executor.Collect([b.Node, a.Node]));
        _runtime.RunUntilIdle();

        a.Push(1);
        a.Push(2);
        b.Push(3);
        _runtime.RunUntilIdle();

        Assert.Equal(["0: [20 10]", "0: [3 1]", "0: [2]"], batches);
    }

    [Fact]
    public void Source_named_twice_counts_twice()
    {
        TestInput<int> a = _runtime.Input(initial: 1);
        List<string> batches = Recorded.FromBatches(Executor.Collect([a.Node, a.Node]));

        _runtime.RunUntilIdle();

        Assert.Equal(["0: [1 1]"], batches);
    }

    [Fact]
    public void Collect_has_no_value_and_does_not_run_before_a_source_has_one()
    {
        TestInput<int> a = _runtime.Input(initial: 0);
        Node<ReadOnlyMemory<int>> pairs = a.Node.Batch(count: 2);
        Node<ReadOnlyMemory<ReadOnlyMemory<int>>> collected = Executor.Collect([pairs]);

        Assert.Equal(1, _runtime.RunUntilIdle());
        Assert.False(collected.HasValue);

        a.Push(1);
        _runtime.RunUntilIdle();
        Assert.Equal("[0 1]", Recorded.Text(collected.Value.Span[0]));
    }

    [Fact]
    public void Collect_leaves_with_any_of_its_sources()
    {
        TestInput<int> a = _runtime.Input(initial: 0), b = _runtime.Input(initial: 0);
        Node<ReadOnlyMemory<int>> collected = Executor.Collect([a.Node, b.Node]);

        Executor.Sweep(b.Node);
        _runtime.RunUntilIdle();

        Assert.False(collected.IsAlive);
        Assert.Equal(1, Executor.NodeCount);
    }

    [Fact]
    public void Collect_of_nothing_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Executor.Collect<int>([]));
        Assert.Equal(0, Executor.NodeCount);
    }

    /// <summary>A chain of nodes below one that broadcasts every second from now on.</summary>
    private Node<int> AddTicking(int number, int depth)
    {
        Node<int> node = NodeBuilder.Create(number)
            .OnInit((executor, self) => executor.Yield(self))
            .Build(
                Executor,
                (ref int _, in CycleContext context) =>
                {
                    context.ScheduleAfter(TimeSpan.FromSeconds(1));
                    return Control.Broadcast;
                });
        for (int i = 0; i < depth; i++) node = node.Select(value => value);
        return node;
    }
}
