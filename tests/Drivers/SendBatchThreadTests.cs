using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Batches of several threads against a running graph: no cycle sees half of one.</summary>
[Trait("Category", "WallTime")]
[Collection(WallTime.Name)]
public sealed class SendBatchThreadTests
{
    private const int Batches = 20_000;

    [Theory]
    [InlineData(Delivery.Each, Delivery.Each, FullMode.Wait)]
    [InlineData(Delivery.Each, Delivery.Burst, FullMode.Wait)]
    [InlineData(Delivery.Burst, Delivery.Latest, FullMode.Wait)]
    [InlineData(Delivery.Burst, Delivery.Burst, FullMode.DropOldest)]
    [InlineData(Delivery.Each, Delivery.Latest, FullMode.DropOldest)]
    public void No_cycle_sees_half_of_a_batch_whatever_else_is_sent(Delivery first, Delivery second, FullMode mode)
    {
        using var runtime = new RealtimeRuntime(ExecutionMode.Park);
        var (a, b) = (new Watch(runtime, first, mode), new Watch(runtime, second, mode));
        int halves = 0, disorders = 0;
        long[] last = new long[2];
        Node<int> judge = NodeBuilder.Create(0).TriggeredBy(a.Node, b.Node).Build(
            runtime.Executor,
            (ref int batches, in CycleContext context) =>
            {
                if (!a.TakeBatches().SequenceEqual(b.TakeBatches())) halves++;
                foreach (long item in a.Last)
                {
                    batches++;
                    long producer = item % 2;
                    if (item <= last[producer]) disorders++;
                    last[producer] = item;
                }

                return Control.Unchanged;
            });

        Task run = runtime.RunAsync();
        Task[] producers =
        [
            .. Enumerable.Range(0, 2).Select(producer => Task.Run(() => SendBatches(runtime, a, b, producer))),
            Task.Run(() => SendLone(a)),
            Task.Run(() => SendLone(b)),
        ];
        Testing.AwaitEnd(producers);
        Assert.True(SpinWait.SpinUntil(() => a.Channel.Count + b.Channel.Count == 0, Testing.Patience));
        runtime.Stop();
        Testing.AwaitEnd(run);

        Assert.Equal((0, 0), (halves, disorders));
        if (mode == FullMode.Wait) Assert.Equal(2 * Batches, judge.Value);
        Assert.True(judge.Value > 0);
        Assert.Equal(0, runtime.Inputs.Batches.Count);
    }

    private static void SendBatches(RealtimeRuntime runtime, Watch a, Watch b, int producer)
    {
        InputBatch batch = runtime.CreateBatch();
        for (long i = 1; i <= Batches; i++)
        {
            long item = (2 * i) + producer;
            Assert.True(batch.Add(a.Input, item).Add(b.Input, item).Send());
        }
    }

    private static void SendLone(Watch watch)
    {
        using Sender<long> sender = watch.Sender.Clone();
        for (int i = 1; i <= Batches / 2; i++) sender.Send(-i);
    }

    /// <summary>An input and which items of batches a cycle brought it; lone sends are negative.</summary>
    private sealed class Watch
    {
        internal Watch(RealtimeRuntime runtime, Delivery delivery, FullMode mode)
        {
            Input = runtime.AddInlet<long>("watched", delivery);
            Sender = runtime.OpenSender(Input, capacity: 8, mode);
        }

        internal IInput<long> Input { get; }

        internal Sender<long> Sender { get; }

        internal Node Node => Input.Inlet.Node;

        internal InputChannel<long> Channel => Input.Inlet.Channel!;

        /// <summary>What <see cref="TakeBatches"/> has handed out last.</summary>
        internal List<long> Last { get; private set; } = [];

        internal List<long> TakeBatches()
        {
            Last = [.. Channel.Items.ToArray().Where(item => item > 0)];
            return Last;
        }
    }
}
