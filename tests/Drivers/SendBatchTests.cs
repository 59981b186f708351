using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// How a batch over several channels is taken: whole, from any thread. What it delivers:
/// <see cref="SendBatchModelTests"/>.
/// </summary>
public sealed class SendBatchTests : ExecutorTest
{
    private readonly SendBatch _batch;
    private readonly Dictionary<InputChannel<int>, IInput<int>> _inputs = [];
    private readonly List<string> _dropped = [];

    public SendBatchTests() => _batch = new SendBatch(Executor, Runtime.Inputs);

    [Fact]
    public void Batch_that_finds_no_room_takes_nothing_and_is_kept()
    {
        (InputChannel<int> a, InputChannel<int> b) = (Channel("a", 1), Channel("b", 1));
        b.OpenSender().TrySend(1);
        Fill((a, 2), (b, 2));

        Assert.False(_batch.TrySend());
        Assert.Equal((0, 1), (a.Count, b.Count));
        Assert.False(a.HasBlocked || b.HasBlocked);
        Runtime.RunCycle();
        Assert.True(_batch.TrySend());
        Assert.True(_batch.TrySend()); // it is empty now
        Runtime.RunCycle();

        Assert.Equal("2 2", Items(a, b));
    }

    [Fact]
    public void Send_waits_until_there_is_room_in_every_channel()
    {
        (InputChannel<int> a, InputChannel<int> b) = (Channel("a", 1), Channel("b", 2, Delivery.Each));
        a.OpenSender().TrySend(1);
        Sender<int> second = b.OpenSender();
        for (int i = 1; i <= 2; i++) second.TrySend(i);
        Fill((a, 5), (b, 5));

        var sending = Task.Run(() => _batch.Send());
        Assert.True(SpinWait.SpinUntil(() => a.HasBlocked, Testing.Patience));
        Assert.False(sending.IsCompleted);
        Runtime.RunCycle();
        Assert.True(Testing.ResultOf(sending));
        Assert.Equal((1, 2), (a.Count, b.Count));
        Assert.False(a.HasBlocked || b.HasBlocked);
        Runtime.RunCycle();
        Assert.Equal("- 2", Items(a, b));
        Runtime.RunCycle();

        Assert.Equal("5 5", Items(a, b));
    }

    [Fact]
    public void Send_that_is_cancelled_takes_nothing_and_keeps_the_batch()
    {
        (InputChannel<int> a, InputChannel<int> b) = (Channel("a", 1), Channel("b", 1));
        b.OpenSender().TrySend(1);
        Fill((a, 2), (b, 2));
        using var cancellation = new CancellationTokenSource();

        var sending = Task.Run(() => _batch.Send(cancellation.Token), CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => b.HasBlocked, Testing.Patience));
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => sending.WaitAsync(Testing.Patience).GetAwaiter().GetResult());
        Assert.Equal((0, false), (a.Count, b.HasBlocked));
        Runtime.RunCycle();
        Assert.True(_batch.TrySend());
    }

    [Fact]
    public void Node_that_leaves_releases_a_blocked_batch_with_false_and_nothing_of_it_is_taken()
    {
        (InputChannel<int> a, InputChannel<int> b) = (Channel("a", 1), Channel("b", 1));
        b.OpenSender().TrySend(1);
        Fill((a, 2), (b, 2));

        var sending = Task.Run(() => _batch.Send());
        Assert.True(SpinWait.SpinUntil(() => b.HasBlocked, Testing.Patience));
        Executor.Sweep(b.Node);
        Executor.Deferred.ApplySweeps();

        Assert.False(Testing.ResultOf(sending));
        Assert.Equal(0, a.Count);
        Assert.True(_batch.TrySend()); // a batch that can never be sent is forgotten
        Assert.Equal(0, a.Count);
    }

    [Fact]
    public void Channel_that_completes_refuses_batches()
    {
        (InputChannel<int> a, InputChannel<int> b) = (Channel("a", 1), Channel("b", 1));
        b.CloseSender(); // the only one
        Fill((a, 2), (b, 2));

        Assert.False(_batch.TrySend());
        Assert.Equal(0, a.Count);
    }

    [Fact]
    public void Batch_goes_on_without_a_channel_that_is_closed_while_it_waits()
    {
        InputChannel<int> a = Channel("a", 4, Delivery.Each), b = Channel("b", 4), c = Channel("c", 4);
        Sender<int> sender = a.OpenSender();
        sender.TrySend(1);
        Fill((a, 2), (b, 2), (c, 2));
        Assert.True(_batch.TrySend());
        Runtime.RunCycle();
        sender.TrySend(3);

        Executor.Sweep(a.Node);
        Executor.Deferred.ApplySweeps();
        Runtime.RunCycle();

        Assert.Equal("2 2", Items(b, c));
        Assert.Equal(0, Runtime.Inputs.Batches.Count);
        Executor.Sweep(b.Node);
        Fill((b, 4), (c, 4));
        Assert.True(_batch.TrySend());
        Executor.Sweep(c.Node);
        Executor.Deferred.ApplySweeps();
        Assert.Equal((false, 0), (Runtime.RunCycle(), Runtime.Inputs.Batches.Count));
    }

    [Fact]
    public void Batch_still_waits_for_its_last_channel_when_one_that_it_had_reached_is_closed()
    {
        InputChannel<int> a = Channel("a", 4, Delivery.Each), b = Channel("b", 4), c = Channel("c", 4);
        Sender<int> sender = a.OpenSender();
        for (int i = 1; i <= 3; i++) sender.TrySend(-i);
        Fill((a, 2), (b, 2), (c, 2));
        Assert.True(_batch.TrySend());
        Runtime.RunCycle();

        Executor.Sweep(b.Node);
        Executor.Deferred.ApplySweeps();
        Runtime.RunCycle();
        Assert.Equal("-2 -", Items(a, c));
        Runtime.RunCycle();
        Assert.Equal("-3 -", Items(a, c));
        Runtime.RunCycle();

        Assert.Equal("2 2", Items(a, c));
    }

    [Fact]
    public void Discarded_batch_is_told_item_by_item_at_every_channel_and_a_new_one_in_its_place_enters()
    {
        InputChannel<int> a = Dropping("a", 2), b = Dropping("b", 8);
        Fill((a, 1), (a, 2), (b, 1), (b, 2), (b, 3));
        Assert.True(_batch.TrySend());
        Assert.True(b.OpenSender().TrySend(9));

        Assert.True(a.OpenSender().TrySend(3));

        Assert.Equal(["a 1", "a 2", "b 1", "b 2", "b 3"], _dropped);
        Assert.Equal((2, 3), (a.Dropped, b.Dropped));
        Runtime.RunCycle();
        Assert.Equal("3 9", Items(a, b));
    }

    [Fact]
    public void Channel_whose_only_items_were_discarded_with_a_batch_neither_runs_nor_completes()
    {
        InputChannel<int> a = Dropping("a", 1), b = Dropping("b", 1);
        Fill((a, 1), (b, 1));
        Assert.True(_batch.TrySend());
        a.OpenSender().TrySend(2);

        Runtime.RunCycle();

        Assert.Equal((true, false), (Executor.HasMutated(a.Node), Executor.HasMutated(b.Node)));
        Assert.False(b.IsCompleted);
    }

    [Fact]
    public void Batch_that_would_never_fit_is_refused_with_both_numbers()
    {
        InputChannel<int> a = Channel("a", 2), b = Dropping("b", 2);
        foreach (InputChannel<int> channel in new[] { a, b })
        {
            Fill((channel, 1), (channel, 2), (channel, 3));

            InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => _batch.Send());
            Assert.Equal(
                $"The batch has 3 items for {channel.Node}, whose channel holds 2: it would never fit. Give the "
                + "channel a larger capacity, or send smaller batches.",
                error.Message);
            _batch.Clear();
        }
    }

    [Fact]
    public void Batch_from_inside_a_cycle_is_refused()
    {
        InputChannel<int> a = Channel("a", 2);
        Probe inside = Add("inside", cycle: (ref int _, in CycleContext _) =>
        {
            Fill((a, 1));
            Assert.Throws<InvalidOperationException>(() => _batch.TrySend());
            Assert.Throws<InvalidOperationException>(() => _batch.Send());
            return Control.Unchanged;
        });

        RunWith(inside);

        Assert.Equal(0, a.Count);
    }

    [Fact]
    public void Batch_that_would_wait_for_its_own_thread_is_refused()
    {
        InputChannel<int> a = Channel("a", 1);
        a.OpenSender().TrySend(1);
        Fill((a, 2));
        Runtime.Post(_ => _batch.Send());

        Assert.Throws<InvalidOperationException>(() => Runtime.RunCycle());
    }

    [Fact]
    public void Input_without_a_sender_and_one_of_another_runtime_are_refused()
    {
        Input<int> without = Runtime.AddInput<int>("without"), foreign = new TestRuntime().AddInput<int>("foreign");

        _batch.Add(without, 1);
        InvalidOperationException noSender = Assert.Throws<InvalidOperationException>(() => _batch.Send());
        ArgumentException isForeign = Assert.Throws<ArgumentException>(() => _batch.Add(foreign, 1));

        Assert.Equal(
            $"The batch cannot be sent, because {without} has no sender, and so no channel. Open one before, by "
            + "OpenSender.",
            noSender.Message);
        Assert.StartsWith(
            $"{foreign} is an input of another runtime. A batch takes inputs of the runtime that made it.",
            isForeign.Message,
            StringComparison.Ordinal);
    }

    private static string Items(params InputChannel<int>[] channels) => string.Join(
        ' ', channels.Select(channel => channel.Items.IsEmpty ? "-" : string.Join(',', channel.Items.ToArray())));

    private InputChannel<int> Channel(string name, int capacity, Delivery delivery = Delivery.Burst) =>
        Open(name, capacity, FullMode.Wait, delivery, onDropped: null);

    private InputChannel<int> Dropping(string name, int capacity) =>
        Open(name, capacity, FullMode.DropOldest, Delivery.Burst, item => _dropped.Add($"{name} {item}"));

    private InputChannel<int> Open(
        string name, int capacity, FullMode fullMode, Delivery delivery, Action<int>? onDropped)
    {
        IInput<int> input = Runtime.AddInlet<int>(name, delivery);
        input.Inlet.OpenSender(Executor, capacity, fullMode, onDropped);
        InputChannel<int> channel = input.Inlet.Channel!;
        _inputs.Add(channel, input);
        return channel;
    }

    private void Fill(params (InputChannel<int> Channel, int Item)[] items)
    {
        foreach ((InputChannel<int> channel, int item) in items) _batch.Add(_inputs[channel], item);
    }
}
