using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A notifier wakes its node from any thread.</summary>
public sealed class NotifierTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Fact]
    public void Notifications_before_a_poll_coalesce_into_one_run()
    {
        (Node<int> node, Notifier notifier) = AddCounter();

        for (int i = 0; i < 5; i++) notifier.Notify();

        Assert.Equal(1, _runtime.RunUntilIdle());
        Assert.Equal(1, node.Value);
    }

    [Fact]
    public void Notification_after_a_run_causes_another()
    {
        (Node<int> node, Notifier notifier) = AddCounter();

        for (int i = 0; i < 3; i++)
        {
            notifier.Notify();
            _runtime.RunUntilIdle();
        }

        Assert.Equal(3, node.Value);
    }

    [Fact]
    public void Two_notifiers_of_one_node_wake_it_once_a_cycle()
    {
        (Node<int> node, Notifier notifier) = AddCounter();

        notifier.Notify();
        _runtime.Executor.CreateNotifier(node).Notify();

        Assert.Equal(1, _runtime.RunUntilIdle());
        Assert.Equal(1, node.Value);
    }

    [Fact]
    public void Notification_from_inside_a_cycle_of_the_same_executor_throws()
    {
        Notifier? self = null;
        Node<int> node = NodeBuilder.Create(0).Build(_runtime.Executor, (ref int _, in CycleContext _) =>
        {
            self!.Notify();
            return Control.Unchanged;
        });
        self = _runtime.Executor.CreateNotifier(node);
        self.Notify();

        NodeException error = Assert.Throws<NodeException>(() => _runtime.RunCycle());
        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.Contains("from inside a cycle", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Notification_from_an_effect_of_the_same_executor_throws()
    {
        (Node<int> _, Notifier notifier) = AddCounter();
        Node<int> node = NodeBuilder.Create(0).OnEffect(_ => notifier.Notify()).Build(
            _runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                context.RequestEffect();
                return Control.Unchanged;
            });
        _runtime.Executor.Yield(node);

        NodeException error = Assert.Throws<NodeException>(() => _runtime.RunCycle());
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Fact]
    public void Notification_between_the_cycles_of_a_run_arrives()
    {
        (Node<int> node, Notifier notifier) = AddCounter();

        _runtime.Executor.Access.Enter();
        notifier.Notify();
        _runtime.Executor.Access.Exit();

        Assert.Equal(1, _runtime.RunUntilIdle());
        Assert.Equal(1, node.Value);
    }

    [Fact]
    public void Notification_from_inside_a_cycle_of_another_executor_arrives()
    {
        (Node<int> node, Notifier notifier) = AddCounter();
        TestRuntime other = Testing.NewRuntime();
        Node<int> bridge = NodeBuilder.Create(0).Build(other.Executor, (ref int _, in CycleContext _) =>
        {
            notifier.Notify();
            return Control.Unchanged;
        });
        other.Executor.Yield(bridge);

        other.RunUntilIdle();
        _runtime.RunUntilIdle();

        Assert.Equal(1, node.Value);
    }

    [Fact]
    public void Notifier_of_a_removed_node_does_nothing_and_never_wakes_the_node_that_took_its_slot()
    {
        (Node<int> node, Notifier notifier) = AddCounter();
        notifier.Notify(); // is pending when the node leaves
        _runtime.Executor.Sweep(node);
        _runtime.RunUntilIdle();
        (Node<int> successor, Notifier _) = AddCounter();

        notifier.Notify();
        _runtime.RunUntilIdle();

        Assert.Equal(node.Id.Slot, successor.Id.Slot);
        Assert.Equal((0, 0), (node.Value, successor.Value));
    }

    [Fact]
    public void Notification_of_a_node_that_leaves_in_that_cycle_does_not_wake_the_node_spawned_in_the_same()
    {
        Notifier? leaving = null;
        Node<int>? spawned = null;
        (Node<int> _, leaving) = NodeBuilder.Create(0).BuildWithNotifier(
            _runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                Testing.AwaitEnd(Task.Run(leaving!.Notify)); // after the poll of this cycle
                context.Spawn(_ => spawned = AddCounter().Node);
                return Control.Sweep;
            });
        leaving.Notify();

        int cycles = _runtime.RunUntilIdle();

        Assert.Equal((1, 0), (cycles, spawned!.Value));
    }

    [Fact]
    public void Each_of_many_notifiers_wakes_its_node_and_no_other_also_after_some_have_left()
    {
        const int Count = 200;
        var counters = new List<(Node<int> Node, Notifier Notifier)>();
        for (int i = 0; i < Count; i++) counters.Add(AddCounter());
        for (int i = Count - 1; i >= 0; i -= 3)
        {
            _runtime.Executor.Sweep(counters[i].Node);
            counters.RemoveAt(i);
        }

        _runtime.RunUntilIdle();
        while (counters.Count < Count) counters.Add(AddCounter());

        for (int i = 0; i < Count; i++)
        {
            counters[i].Notifier.Notify();
            _runtime.RunUntilIdle();

            Assert.Equal(i + 1, counters.Sum(counter => counter.Node.Value));
            Assert.Equal(1, counters[i].Node.Value);
        }
    }

    [Fact]
    public void Bit_of_a_notifier_that_has_left_is_used_again()
    {
        for (int i = 0; i < 200; i++)
        {
            (Node<int> node, Notifier notifier) = AddCounter();
            Assert.NotEqual(0, notifier.Bit);
            _runtime.Executor.Sweep(node);
            _runtime.RunUntilIdle();
        }
    }

    [Fact]
    public void Each_of_the_first_notifiers_has_a_bit_of_its_own()
    {
        const int Bits = 62;
        long[] bits = [.. Enumerable.Range(0, Bits + 1).Select(_ => AddCounter().Notifier.Bit)];

        Assert.Equal([.. Enumerable.Range(0, Bits).Select(i => 1L << i), 0L], bits);
    }

    [Fact]
    public void Notification_is_a_signal_of_an_input_until_the_poll_and_waking_the_caller_is_none()
    {
        (Node<int> _, Notifier notifier) = AddCounter();
        _runtime.Inputs.Interrupt();
        Assert.Equal((true, false), (_runtime.Inputs.HasSignals, _runtime.Inputs.HasPendingInputs));

        notifier.Notify();
        Assert.True(_runtime.Inputs.HasPendingInputs);
        _runtime.RunUntilIdle();

        Assert.False(_runtime.Inputs.HasPendingInputs);
    }

    [Fact]
    public void Notifications_of_many_notifiers_before_a_poll_share_a_cycle()
    {
        (Node<int> Node, Notifier Notifier)[] counters = [.. Enumerable.Range(0, 200).Select(_ => AddCounter())];

        foreach ((Node<int> _, Notifier notifier) in counters) notifier.Notify();

        Assert.Equal(1, _runtime.RunUntilIdle());
        Assert.All(counters, counter => Assert.Equal(1, counter.Node.Value));
    }

    [Fact]
    public void Notifier_created_for_a_removed_node_is_dead()
    {
        (Node<int> node, Notifier _) = AddCounter();
        _runtime.Executor.Sweep(node);
        _runtime.RunUntilIdle();

        _runtime.Executor.CreateNotifier(node).Notify();

        Assert.False(_runtime.RunCycle());
    }

    [Fact]
    public void Notifier_of_a_removed_node_does_nothing_inside_a_cycle_either()
    {
        (Node<int> gone, Notifier notifier) = AddCounter();
        _runtime.Executor.Sweep(gone);
        Node<int> node = NodeBuilder.Create(0).Build(_runtime.Executor, (ref int runs, in CycleContext _) =>
        {
            notifier.Notify();
            runs++;
            return Control.Unchanged;
        });
        _runtime.Executor.Yield(node);

        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.Equal((1, 0L), (node.Value, node.Failures));
        Assert.False(_runtime.Inputs.HasSignals);
    }

    [Fact]
    public void Notifier_of_a_disposed_runtime_does_nothing()
    {
        (Node<int> node, Notifier notifier) = AddCounter();
        _runtime.Dispose();

        notifier.Notify();

        Assert.Equal(0, node.Value);
    }

    [Fact]
    public void Notifier_for_a_node_of_another_executor_is_refused()
    {
        (Node<int> node, Notifier _) = AddCounter();

        ArgumentException error =
            Assert.Throws<ArgumentException>(() => Testing.NewRuntime().Executor.CreateNotifier(node));
        Assert.Contains("was not added to this executor", error.Message, StringComparison.Ordinal);
    }

    private (Node<int> Node, Notifier Notifier) AddCounter() => NodeBuilder.Create(0).BuildWithNotifier(
        _runtime.Executor,
        (ref int runs, in CycleContext _) =>
        {
            runs++;
            return Control.Broadcast;
        });
}
