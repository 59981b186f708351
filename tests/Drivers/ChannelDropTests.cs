using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What a channel that discards its oldest items tells of them.</summary>
public sealed class ChannelDropTests : ExecutorTest
{
    private readonly List<int> _dropped = [];

    [Fact]
    public void Callback_gets_each_discarded_item_on_the_thread_that_discards_it_after_the_new_one_was_taken()
    {
        InputChannel<int>? channel = null;
        var threads = new List<int>();
        channel = Executor.CreateChannel<int>(Add("a"), 2, FullMode.DropOldest, onDropped: item =>
        {
            _dropped.Add(item);
            threads.Add(Environment.CurrentManagedThreadId);
            Assert.Equal(2, channel!.Count);
        });
        Sender<int> sender = channel.OpenSender();

        int other = Testing.ResultOf(Task.Run(() =>
        {
            for (int i = 1; i <= 5; i++) Assert.True(sender.TrySend(i));
            return Environment.CurrentManagedThreadId;
        }));
        Runtime.RunCycle();

        Assert.Equal([1, 2, 3], _dropped);
        Assert.Equal([other, other, other], threads);
        Assert.Equal([4, 5], channel.Items.ToArray());
        Assert.Equal(3, channel.Dropped);
    }

    [Fact]
    public void Callback_holds_no_lock_so_that_it_and_others_may_send()
    {
        Sender<int>? other = null;
        Sender<int> sender = Executor.CreateChannel<int>(Add("a"), 1, FullMode.DropOldest, onDropped: item =>
        {
            _dropped.Add(item);
            Testing.AwaitEnd(Task.Run(() => Assert.True(other!.TrySend(item))));
        }).OpenSender();
        InputChannel<int> spill = Executor.CreateChannel<int>(Add("b"), capacity: 8);
        other = spill.OpenSender();

        for (int i = 1; i <= 4; i++) sender.Send(i);
        Runtime.RunCycle();

        Assert.Equal([1, 2, 3], spill.Items.ToArray());
    }

    [Fact]
    public void Exception_of_the_callback_leaves_the_send_whose_item_was_taken()
    {
        InputChannel<int> channel = Executor.CreateChannel<int>(
            Add("a"), 1, FullMode.DropOldest, onDropped: _ => throw new ArithmeticException("as the test wants"));
        Sender<int> sender = channel.OpenSender();
        sender.TrySend(1);

        Assert.Throws<ArithmeticException>(() => sender.TrySend(2));
        Runtime.RunCycle();

        Assert.Equal([2], channel.Items.ToArray());
    }

    [Fact]
    public void Callback_of_a_live_input_is_given_with_its_sender()
    {
        using var runtime = new RealtimeRuntime(ExecutionMode.Spin);
        using Sender<int> sender = runtime.OpenSender(
            runtime.AddInput("a", 0), capacity: 1, FullMode.DropOldest, _dropped.Add);
        using Sender<int> burst = runtime.OpenSender(
            runtime.AddBurstInput<int>("b"), capacity: 1, FullMode.DropOldest, item => _dropped.Add(10 * item));

        foreach (int item in new[] { 1, 2 })
        {
            sender.Send(item);
            burst.Send(item);
        }

        Assert.Equal([1, 10], _dropped);
    }

    [Fact]
    public void Callback_of_a_channel_that_discards_nothing_is_refused()
    {
        Probe a = Add("a");

        ArgumentException error = Assert.Throws<ArgumentException>(
            "onDropped", () => Executor.CreateChannel<int>(a, capacity: 1, onDropped: _dropped.Add));

        Assert.StartsWith(
            $"The channel of {a} discards nothing under FullMode.Wait, so onDropped would never be called. Use "
            + "FullMode.DropOldest, or leave it out.",
            error.Message,
            StringComparison.Ordinal);
    }
}
