using System.Runtime.CompilerServices;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// The counts of a channel, and the references that it releases. For its deliveries see <see cref="ChannelContract"/>.
/// </summary>
public sealed class InputChannelTests : ExecutorTest
{
    [Fact]
    public void Count_is_what_waits_with_what_was_carried_over()
    {
        InputChannel<int> channel = Executor.CreateChannel<int>(Add("a"), capacity: 3, delivery: Delivery.Each);
        Sender<int> sender = channel.OpenSender();
        Assert.Equal((3, 0), (channel.Capacity, channel.Count));

        sender.TrySend(1);
        sender.TrySend(2);
        Assert.Equal(2, channel.Count);
        Runtime.RunCycle();

        Assert.Equal(1, channel.Count);
        Assert.Equal([1], channel.Items.ToArray());
    }

    [Fact]
    public void Channel_is_complete_once_the_node_was_told_and_refuses_another_sender_from_the_last_dispose_on()
    {
        Probe a = Add("a");
        InputChannel<int> channel = Executor.CreateChannel<int>(a, capacity: 1);
        Sender<int> sender = channel.OpenSender();
        Assert.False(channel.IsCompleted);

        sender.Dispose();
        Assert.False(channel.IsCompleted);
        AssertRefused();
        Runtime.RunUntilIdle();

        Assert.True(channel.IsCompleted);
        AssertRefused();

        void AssertRefused() => Assert.Equal(
            $"The channel of {a} is complete: all its senders were disposed. Create another channel.",
            Assert.Throws<InvalidOperationException>(channel.OpenSender).Message);
    }

    [Fact]
    public void Channel_whose_node_has_left_forgets_what_waited()
    {
        Probe a = Add("a");
        InputChannel<int> channel = Executor.CreateChannel<int>(a, capacity: 2);
        channel.OpenSender().TrySend(1);

        Executor.Sweep(a);
        Runtime.RunUntilIdle();

        Assert.Equal(0, channel.Count);
        Assert.True(channel.Items.IsEmpty);
        Assert.False(Runtime.Inputs.HasPendingInputs);
    }

    [Fact]
    public void Nothing_is_left_to_poll_once_what_was_delivered_has_been_let_go()
    {
        Sender<int> sender = Executor.CreateChannel<int>(Add("a"), capacity: 2).OpenSender();
        sender.TrySend(1);

        Assert.True(Runtime.RunCycle());
        Assert.True(Runtime.Inputs.HasSignals);
        Assert.False(Runtime.RunCycle());

        Assert.False(Runtime.Inputs.HasSignals);
    }

    [Theory]
    [InlineData(Delivery.Burst)]
    [InlineData(Delivery.Each)]
    public void Delivered_items_are_not_kept_alive_beyond_the_next_poll(Delivery delivery)
    {
        InputChannel<object> channel = Executor.CreateChannel<object>(Add("a"), capacity: 2, delivery: delivery);
        List<WeakReference> items = SendTwo(channel.OpenSender());
        Assert.Equal(delivery == Delivery.Burst ? 1 : 2, Runtime.RunUntilIdle());

        GC.Collect();

        Assert.All(items, item => Assert.False(item.IsAlive));
        GC.KeepAlive(channel);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> SendTwo(Sender<object> sender)
    {
        var items = new List<WeakReference>();
        for (int i = 0; i < 2; i++)
        {
            object item = new();
            items.Add(new WeakReference(item));
            Assert.True(sender.TrySend(item));
        }

        return items;
    }
}
