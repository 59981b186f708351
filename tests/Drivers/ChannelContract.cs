using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What holds for every channel, whatever its modes: one sealed subclass for each configuration.</summary>
public abstract class ChannelContract(int capacity, FullMode fullMode, Delivery delivery)
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly List<string> _cycles = []; // what each run of the node was given

    [Fact]
    public void Items_sent_one_a_cycle_arrive_one_a_cycle_in_order()
    {
        (Node<int> _, Sender<int> sender) = Build();

        for (int i = 0; i < 5; i++)
        {
            Assert.True(sender.TrySend(i));
            Assert.Equal(1, _runtime.RunUntilIdle());
        }

        Assert.Equal(["0", "1", "2", "3", "4"], _cycles);
        Assert.Equal(0, sender.Dropped);
    }

    [Fact]
    public void Items_that_fit_arrive_as_the_delivery_says()
    {
        (Node<int> _, Sender<int> sender) = Build();

        for (int i = 0; i < capacity; i++) Assert.True(sender.TrySend(i));
        _runtime.RunUntilIdle();

        Assert.Equal(Delivered(Enumerable.Range(0, capacity)), _cycles);
    }

    [Fact]
    public void Full_channel_refuses_the_newest_or_drops_the_oldest_and_counts_it()
    {
        (Node<int> _, Sender<int> sender) = Build();
        for (int i = 0; i < capacity; i++) sender.TrySend(i);

        bool taken = sender.TrySend(capacity) && sender.TrySend(capacity + 1);
        _runtime.RunUntilIdle();

        Assert.Equal(fullMode == FullMode.DropOldest, taken);
        Assert.Equal(taken ? 2 : 0, sender.Dropped);
        Assert.False(sender.HasBlocked);
        Assert.Equal(Delivered(Enumerable.Range(taken ? 2 : 0, capacity)), _cycles);
    }

    [Fact]
    public void Send_on_a_full_channel_blocks_until_the_next_poll_or_never()
    {
        (Node<int> _, Sender<int> sender) = Build();
        for (int i = 0; i < capacity; i++) Assert.True(sender.Send(i));

        var producer = Task.Run(() => sender.Send(capacity));
        if (fullMode == FullMode.DropOldest) Assert.True(Wait(producer));
        else Testing.WaitUntilBlocked(sender);
        _runtime.RunUntilIdle();
        Assert.True(Wait(producer));
        _runtime.RunUntilIdle();

        int dropped = fullMode == FullMode.DropOldest ? 1 : 0;
        Assert.Equal(dropped, sender.Dropped);
        Assert.Equal($"{capacity}", _cycles[^1].Split(' ')[^1]);
    }

    [Fact]
    public void Carried_over_items_still_occupy_capacity()
    {
        (Node<int> _, Sender<int> sender) = Build();
        for (int i = 0; i < capacity; i++) sender.TrySend(i);

        _runtime.RunCycle();

        int room = delivery == Delivery.Each ? 1 : capacity;
        for (int i = 0; i < room; i++) Assert.True(sender.TrySend(100 + i));
        Assert.Equal(fullMode == FullMode.DropOldest, sender.TrySend(200));
    }

    [Fact]
    public void Node_woken_by_something_else_finds_no_items()
    {
        (Node<int> node, Sender<int> sender) = Build();
        sender.TrySend(1);
        _runtime.RunUntilIdle();

        _runtime.Executor.Yield(node);
        _runtime.RunUntilIdle();

        Assert.Equal(["1", ""], _cycles);
    }

    [Fact]
    public void Last_dispose_lets_the_node_run_once_more_without_items_and_completed()
    {
        (Node<int> node, Sender<int> sender) = Build();
        sender.TrySend(1);
        _runtime.RunUntilIdle();

        sender.Dispose();
        sender.Dispose();
        _runtime.RunUntilIdle();
        _runtime.Executor.Yield(node);
        _runtime.RunUntilIdle();

        Assert.Equal(["1", "completed", ""], _cycles);
    }

    [Fact]
    public void Completion_waits_until_every_item_was_delivered_in_an_earlier_cycle()
    {
        (Node<int> _, Sender<int> sender) = Build();
        for (int i = 0; i < capacity; i++) sender.TrySend(i);

        sender.Dispose();
        _runtime.RunUntilIdle();

        Assert.Equal([.. Delivered(Enumerable.Range(0, capacity)), "completed"], _cycles);
    }

    [Fact]
    public void Completion_waits_for_every_clone()
    {
        (Node<int> _, Sender<int> sender) = Build();
        Sender<int> clone = sender.Clone();

        sender.Dispose();
        Assert.Equal(0, _runtime.RunUntilIdle());
        Assert.False(sender.TrySend(1));
        Assert.False(sender.Send(1));
        Assert.True(clone.TrySend(2));
        clone.Dispose();
        _runtime.RunUntilIdle();

        Assert.Equal(["2", "completed"], _cycles);
    }

    [Fact]
    public void Clone_of_a_disposed_sender_is_refused()
    {
        (Node<int> _, Sender<int> sender) = Build();
        sender.Dispose();

        Assert.Throws<ObjectDisposedException>(sender.Clone);
    }

    [Fact]
    public void Items_taken_by_a_run_that_throws_under_Hold_count_as_consumed()
    {
        (Node<int> node, Sender<int> sender) = Build(ErrorPolicy.Hold, throwAt: 1);
        sender.TrySend(1);
        _runtime.RunUntilIdle();

        sender.TrySend(2);
        _runtime.RunUntilIdle();

        Assert.Equal(["1", "2"], _cycles);
        Assert.Equal(1, node.Failures);
    }

    [Fact]
    public void Send_after_the_node_has_left_is_refused_and_does_not_reach_its_successor()
    {
        (Node<int> node, Sender<int> sender) = Build();
        sender.TrySend(1);
        _runtime.Executor.Sweep(node);
        _runtime.RunUntilIdle();
        (Node<int> successor, Sender<int> _) = Build();

        Assert.Equal(node.Id.Slot, successor.Id.Slot);
        Assert.False(sender.TrySend(2));
        Assert.False(sender.Send(3));
        Assert.Equal(0, _runtime.RunUntilIdle());
        Assert.False(_runtime.Inputs.HasPendingInputs);
        Assert.Empty(_cycles);
    }

    [Fact]
    public void Send_after_a_fault_is_refused()
    {
        (Node<int> _, Sender<int> sender) = Build(ErrorPolicy.FailFast, throwAt: 1);
        sender.TrySend(1);
        Assert.Throws<NodeException>(() => _runtime.RunCycle());

        Assert.False(sender.TrySend(2));
        Assert.False(sender.Send(3));
    }

    [Fact]
    public void Send_after_the_runtime_is_disposed_is_refused()
    {
        (Node<int> _, Sender<int> sender) = Build();
        _runtime.Dispose();

        Assert.False(sender.TrySend(2));
        Assert.False(sender.Send(3));
    }

    [Fact]
    public void Send_from_inside_a_cycle_of_the_same_executor_throws()
    {
        (Node<int> _, Sender<int> sender) = Build();
        Node<int> inside = NodeBuilder.Create(0).Build(_runtime.Executor, (ref int _, in CycleContext _) =>
        {
            Assert.Throws<InvalidOperationException>(() => sender.TrySend(1));
            Assert.Throws<InvalidOperationException>(() => sender.Send(1));
            return Control.Terminate;
        });
        _runtime.Executor.Yield(inside);

        Assert.Equal(1, _runtime.RunUntilIdle());
        Assert.False(_runtime.RunCycle());
    }

    [Fact]
    public void Send_with_a_cancelled_token_throws_and_sends_nothing()
    {
        (Node<int> _, Sender<int> sender) = Build();

        Assert.Throws<OperationCanceledException>(() => sender.Send(1, new CancellationToken(canceled: true)));

        Assert.Equal(0, _runtime.RunUntilIdle());
    }

    private static bool Wait(Task<bool> sending) =>
        sending.Wait(Testing.Patience) ? sending.Result : throw new TimeoutException("The send did not return.");

    private string[] Delivered(IEnumerable<int> items) => delivery switch
    {
        Delivery.Each => [.. items.Select(item => $"{item}")],
        Delivery.Latest => [$"{items.Last()}"],
        _ => [string.Join(' ', items)],
    };

    private (Node<int> Node, Sender<int> Sender) Build(
        ErrorPolicy policy = ErrorPolicy.FailFast, int throwAt = int.MinValue) =>
        NodeBuilder.Create(0).OnError(policy).BuildWithChannel<int>(
            _runtime.Executor,
            capacity,
            (ref int _, ReadOnlySpan<int> items, in CycleContext context) =>
            {
                _cycles.Add(context.InputCompleted ? "completed" : string.Join(' ', items.ToArray()));
                if (items.Contains(throwAt)) throw new ArithmeticException("as the test wants");
                return Control.Broadcast;
            },
            fullMode,
            delivery);
}
