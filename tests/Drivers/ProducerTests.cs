using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Many producers at once: nothing is lost, repeated, or out of a producer's order.</summary>
public sealed class ProducerTests
{
    private const int Producers = 8;
    private const int SendsEach = 1_000_000 / Producers;
    private const int NotificationsEach = 100_000 / Producers;

    [Theory]
    [InlineData(FullMode.Wait, Delivery.Burst)]
    [InlineData(FullMode.DropOldest, Delivery.Burst)]
    public void Million_sends_and_a_hundred_thousand_notifications_of_eight_producers_arrive(
        FullMode fullMode, Delivery delivery)
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Park);
        long[] written = new long[Producers]; // by the producers before each notification
        long[] seen = new long[Producers];    // by the node that is notified
        int[] last = new int[Producers];      // newest item of each producer
        long delivered = 0, outOfOrder = 0;
        (Node<int> node, Sender<(int Producer, int Number)> sender) =
            NodeBuilder.Create(0).BuildWithChannel<(int Producer, int Number)>(
                runtime.Executor,
                capacity: 1024,
                (ref int _, ReadOnlySpan<(int Producer, int Number)> items, in CycleContext context) =>
                {
                    foreach ((int producer, int number) in items)
                    {
                        int gap = number - last[producer];
                        bool inOrder = fullMode == FullMode.Wait ? gap == 1 : gap > 0;
                        if (!inOrder) outOfOrder++;
                        last[producer] = number;
                    }

                    delivered += items.Length;
                    return context.InputCompleted ? Control.Terminate : Control.Unchanged;
                },
                fullMode,
                delivery);
        (Node<int> _, Notifier notifier) = NodeBuilder.Create(0).BuildWithNotifier(
            runtime.Executor,
            (ref int _, in CycleContext _) =>
            {
                for (int i = 0; i < Producers; i++) seen[i] = Volatile.Read(ref written[i]);
                return Control.Unchanged;
            });

        Task run = runtime.RunAsync();
        Task[] producing = [.. Enumerable.Range(0, Producers).Select(producer =>
        {
            Sender<(int, int)> mine = sender.Clone();
            return Task.Factory.StartNew(
                () => Produce(producer, mine, notifier, written),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        })];
        sender.Dispose();
        Testing.AwaitEnd([.. producing, run]);

        Assert.Equal(0, outOfOrder);
        Assert.Equal((long)Producers * SendsEach, delivered + sender.Dropped);
        if (fullMode == FullMode.Wait) Assert.All(last, number => Assert.Equal(SendsEach, number));
        Assert.Equal(fullMode == FullMode.Wait, sender.Dropped == 0);
        Assert.All(seen, count => Assert.Equal(NotificationsEach, count));
        Assert.True(node.IsAlive);
    }

    private static void Produce(int producer, Sender<(int, int)> sender, Notifier notifier, long[] written)
    {
        const int SendsPerNotification = SendsEach / NotificationsEach;
        for (int i = 1; i <= SendsEach; i++)
        {
            if (i % SendsPerNotification == 0)
            {
                Volatile.Write(ref written[producer], i / SendsPerNotification);
                notifier.Notify();
            }

            sender.Send((producer, i));
        }

        sender.Dispose();
    }
}
