using System.Threading.Channels;

namespace Spaxiom.Graph.Bench;

/// <summary>Items sent by other threads through a bounded channel to one consumer, until all have arrived.</summary>
internal static class Channels
{
    internal const int ItemsPerRound = 20_000;

    private const int Capacity = 1_024;
    private const int ItemsPerSteadyCycle = 8;

    /// <summary>The standard library's channel, with asynchronous producers and an asynchronous consumer.</summary>
    internal static Contender Standard(int producers, Delivery delivery) => new("Channels", rounds =>
    {
        var channel = Channel.CreateBounded<int>(new BoundedChannelOptions(Capacity) { SingleReader = true });
        int open = producers;
        for (int i = 0; i < producers; i++)
        {
            Task.Run(async () =>
            {
                int items = rounds * ItemsPerRound / producers;
                for (int item = 0; item < items; item++) await channel.Writer.WriteAsync(item);
                if (Interlocked.Decrement(ref open) == 0) channel.Writer.Complete();
            });
        }

        long sum = Task.Run(() => SumAsync(channel.Reader)).GetAwaiter().GetResult();
        return Answer(sum, delivery);
    });

    /// <summary>A live, parked runtime on this thread, and producers on threads of their own.</summary>
    internal static Contender Engine(int producers, Delivery delivery) => new("engine", rounds =>
    {
        using var runtime = new RealtimeRuntime(ExecutionMode.Park);
        (Node<long> node, Sender<int> first) = Build(runtime.Executor, delivery);
        for (int i = 0; i < producers; i++)
        {
            Sender<int> sender = i == 0 ? first : first.Clone();
            new Thread(() =>
            {
                int items = rounds * ItemsPerRound / producers;
                for (int item = 0; item < items; item++) sender.Send(item);
                sender.Dispose();
            }).Start();
        }

        runtime.Run();
        return Answer(node.Value, delivery);
    });

    /// <summary>The same without threads, so that what a cycle allocates can be counted.</summary>
    internal static Contender SteadyCycles(Delivery delivery)
    {
        var graph = new HeldGraph();
        (Node<long> node, Sender<int> sender) = Build(graph.Executor, delivery);
        return new Contender("engine", rounds =>
        {
            for (int i = 0; i < rounds; i++)
            {
                for (int item = 0; item < ItemsPerSteadyCycle; item++) sender.TrySend(item);
                graph.Executor.RunCycle();
            }

            return node.Value;
        });
    }

    private static (Node<long> Node, Sender<int> Sender) Build(Executor executor, Delivery delivery) =>
        NodeBuilder.Create(0L).BuildWithChannel<int>(
            executor,
            Capacity,
            (ref long sum, ReadOnlySpan<int> items, in CycleContext context) =>
            {
                foreach (int item in items) sum += item;
                return context.InputCompleted ? Control.Terminate : Control.Unchanged;
            },
            FullMode.Wait,
            delivery);

    private static async Task<long> SumAsync(ChannelReader<int> reader)
    {
        long sum = 0;
        while (await reader.WaitToReadAsync())
        {
            while (reader.TryRead(out int item)) sum += item;
        }

        return sum;
    }

    /// <summary>
    /// Which items are the newest of a cut depends on the threads, so then there is no answer to compare.
    /// </summary>
    private static long Answer(long sum, Delivery delivery) => delivery == Delivery.Latest ? 0 : sum;
}
