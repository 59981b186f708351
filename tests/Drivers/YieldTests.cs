using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A yield runs a node once more, in the next cycle.</summary>
public sealed class YieldTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly List<string> _runs = [];

    [Fact]
    public void Yield_asked_many_times_runs_the_node_once_in_the_next_cycle()
    {
        Node<int> node = Add("a");

        _runtime.Executor.Yield(node);
        _runtime.Executor.Yield(node);
        _runtime.Executor.Yield(node);

        Assert.Equal(1, _runtime.RunUntilIdle());
        Assert.Equal(["a@1"], _runs);
    }

    [Fact]
    public void YieldNow_asked_many_times_in_a_cycle_runs_the_node_once_in_the_following_one()
    {
        Node<int> node = Add("a", (in CycleContext context) =>
        {
            if (context.Epoch > 3) return;
            context.YieldNow();
            context.YieldNow();
            context.Executor.Yield(context.Current);
        });
        _runtime.Executor.Yield(node);

        Assert.Equal(4, _runtime.RunUntilIdle());
        Assert.Equal(["a@1", "a@2", "a@3", "a@4"], _runs);
    }

    [Fact]
    public void Yields_of_several_nodes_share_a_cycle_and_run_in_creation_order()
    {
        Node<int> first = Add("first"), second = Add("second"), third = Add("third");

        foreach (Node node in new[] { third, first, second }) _runtime.Executor.Yield(node);

        Assert.Equal(1, _runtime.RunUntilIdle());
        Assert.Equal(["first@1", "second@1", "third@1"], _runs);
    }

    [Fact]
    public void Yield_takes_no_time()
    {
        Node<int> node = Add("a");
        _runtime.Executor.Yield(node);

        _runtime.RunUntilIdle();

        Assert.Equal(Instant.Epoch, _runtime.Now);
    }

    [Fact]
    public void Yield_asked_by_a_node_that_then_leaves_runs_nothing_and_wakes_no_successor_in_its_slot()
    {
        Node<int> node = Add("old", (in CycleContext context) =>
        {
            context.YieldNow();
            context.Sweep(context.Current);
        });
        _runtime.Executor.Yield(node);
        _runtime.RunCycle();
        Node<int> successor = Add("new");

        _runtime.Executor.Yield(node);

        Assert.Equal(0, _runtime.RunUntilIdle());
        Assert.Equal(node.Id.Slot, successor.Id.Slot);
        Assert.Equal(["old@1"], _runs);
    }

    [Fact]
    public void Yield_and_timer_and_notification_and_item_in_one_poll_run_the_node_once()
    {
        (Node<int> node, Sender<int> sender) = NodeBuilder.Create(0).BuildWithChannel<int>(
            _runtime.Executor,
            capacity: 4,
            (ref int runs, ReadOnlySpan<int> _, in CycleContext _) =>
            {
                runs++;
                return Control.Unchanged;
            });
        _runtime.Executor.Yield(node);
        _runtime.Executor.ScheduleAt(node, Instant.Epoch);
        _runtime.Executor.CreateNotifier(node).Notify();
        sender.TrySend(1);

        _runtime.RunUntilIdle();

        Assert.Equal(1, node.Value);
    }

    private Node<int> Add(string name, ActionInCycle? action = null) => NodeBuilder.Create(0).Named(name).Build(
        _runtime.Executor,
        (ref int _, in CycleContext context) =>
        {
            _runs.Add($"{name}@{context.Epoch}");
            action?.Invoke(in context);
            return Control.Unchanged;
        });
}
