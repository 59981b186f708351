using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A producer that waits for room is let go when there is room, and when there never will be.</summary>
public sealed class BlockedSenderTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly Node<int> _node;
    private readonly Sender<int> _sender;
    private readonly List<int> _items = [];

    public BlockedSenderTests() => (_node, _sender) = NodeBuilder.Create(0).BuildWithChannel<int>(
        _runtime.Executor,
        capacity: 1,
        (ref int _, ReadOnlySpan<int> items, in CycleContext _) =>
        {
            _items.AddRange(items);
            return Control.Unchanged;
        });

    [Fact]
    public void Poll_that_takes_items_makes_room_for_a_blocked_sender()
    {
        Task<bool> sending = Block();

        _runtime.RunCycle();

        Assert.True(Result(sending));
        Assert.False(_sender.HasBlocked);
        _runtime.RunCycle();
        Assert.Equal([0, 1], _items);
    }

    [Fact]
    public void Removal_of_the_node_releases_a_blocked_sender_with_false()
    {
        Task<bool> sending = Block();

        _runtime.Executor.Sweep(_node);
        _runtime.RunUntilIdle();

        Assert.False(Result(sending));
        Assert.Empty(_items);
    }

    [Fact]
    public void Fault_releases_a_blocked_sender()
    {
        // The poll of the cycle that fails makes room, so the channel must be full again when the node throws.
        Node<int> failing = NodeBuilder.Create(0).Build(_runtime.Executor, (ref int _, in CycleContext _) => throw new
            ArithmeticException("as the test wants"));
        (Node<int> _, Sender<int> other) = NodeBuilder.Create(0).BuildWithChannel<int>(
            _runtime.Executor,
            capacity: 2,
            (ref int _, ReadOnlySpan<int> _, in CycleContext _) => Control.Unchanged,
            delivery: Delivery.Each);
        other.TrySend(1);
        other.TrySend(2);
        _runtime.RunCycle();
        other.TrySend(3); // full: the next poll takes one and leaves one
        var sending = Task.Run(() => other.Send(4) && other.Send(5) && other.Send(6));
        Testing.WaitUntilBlocked(other);

        _runtime.Executor.Yield(failing);
        Assert.Throws<NodeException>(() => _runtime.RunCycle());

        Assert.False(Result(sending));
    }

    [Fact]
    public void Dispose_of_the_runtime_releases_a_blocked_sender_with_false()
    {
        Task<bool> sending = Block();

        _runtime.Dispose();

        Assert.False(Result(sending));
    }

    [Fact]
    public void Dispose_of_the_sender_releases_its_blocked_send_with_false_and_nothing_comes_after_completion()
    {
        Task<bool> sending = Block();

        _sender.Dispose();
        Assert.False(Result(sending));
        _runtime.RunUntilIdle();

        Assert.Equal([0], _items);
    }

    [Fact]
    public void Cancellation_releases_a_blocked_sender_with_its_exception_and_the_item_is_not_taken()
    {
        using var cancellation = new CancellationTokenSource();
        Task<bool> sending = Block(cancellation.Token);

        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => sending.WaitAsync(Testing.Patience).GetAwaiter().GetResult());
        _runtime.RunUntilIdle();
        Assert.Equal([0], _items);
        Assert.False(_sender.HasBlocked);
    }

    [Fact]
    public void Send_that_would_block_the_thread_that_makes_room_throws()
    {
        _sender.TrySend(0);
        _runtime.Post(_ => _sender.Send(1));

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => _runtime.RunCycle());
        Assert.Equal(
            $"Send to {_node} would wait for room on the very thread that makes room: its channel of 1 is full. Use "
            + "TrySend, or send from another thread.",
            error.Message);
    }

    [Fact]
    public void Send_on_the_thread_that_built_the_graph_says_after_a_while_that_nothing_runs_it()
    {
        _runtime.Inputs.OwnWaitMs = 20;
        _sender.TrySend(0);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => _sender.Send(1));

        Assert.Equal(
            $"Send to {_node} has waited for room for 0.02 s on the thread that built its graph, and nothing runs the "
            + "graph meanwhile: its channel of 1 is full. Start the run first (RunAsync runs on a thread of its own), "
            + "use TrySend, or send from another thread.",
            error.Message);
        Assert.False(_sender.HasBlocked);
        _runtime.RunUntilIdle();
        Assert.Equal([0], _items);
    }

    [Fact]
    public void Send_on_another_thread_waits_however_long_nothing_runs_the_graph()
    {
        _runtime.Inputs.OwnWaitMs = 1;
        Task<bool> sending = Block();

        Thread.Sleep(50);

        Assert.False(sending.IsCompleted);
        _runtime.RunCycle();
        Assert.True(Result(sending));
    }

    [Fact]
    public void Send_between_cycles_on_the_owner_thread_is_taken_while_there_is_room()
    {
        _runtime.Post(_ => Assert.True(_sender.Send(1)));

        _runtime.RunUntilIdle();

        Assert.Equal([1], _items);
    }

    [Fact]
    public void Many_blocked_senders_all_get_their_turn()
    {
        _sender.TrySend(0);
        Task<bool>[] sending = [.. Enumerable.Range(1, 6).Select(i => Task.Factory.StartNew(
            () => _sender.Send(i), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];

        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                _runtime.RunUntilIdle();
                return _items.Count == 7;
            },
            Testing.Patience));

        Assert.All(sending, one => Assert.True(Result(one)));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], _items.Order());
    }

    private Task<bool> Block(CancellationToken cancellation = default)
    {
        Assert.True(_sender.TrySend(0));
        var sending = Task.Run(() => _sender.Send(1, cancellation), CancellationToken.None);
        Testing.WaitUntilBlocked(_sender);
        return sending;
    }

    private static bool Result(Task<bool> sending)
    {
        Assert.True(sending.Wait(Testing.Patience), "The send did not return.");
        return sending.Result;
    }
}
