using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>No wake-up is lost, whatever it is and whenever it comes.</summary>
public sealed class WakeUpTests
{
    private const int NotifiersWithABit = 62;

    [Theory]
    [InlineData(ExecutionMode.Spin)]
    [InlineData(ExecutionMode.Park)]
    public async Task Every_kind_of_wake_up_arrives_also_when_the_runtime_is_about_to_park(ExecutionMode mode)
    {
        const int Rounds = 3_000;
        var runtime = new RealtimeRuntime(mode);
        int[] runs = new int[4];
        (Node<int> _, Notifier byBit) = NodeBuilder.Create(0).BuildWithNotifier(runtime.Executor, Count(0));
        for (int i = 1; i < NotifiersWithABit; i++) AddQuiet(runtime.Executor);
        (Node<int> _, Notifier byGate) = NodeBuilder.Create(0).BuildWithNotifier(runtime.Executor, Count(1));
        Node<int> reader = NodeBuilder.Create(0).Build(runtime.Executor, Count(2));
        using Sender<int> sender = runtime.Executor.CreateChannel<int>(reader, capacity: 4).OpenSender();
        Action[] wakes =
        [
            byBit.Notify,
            byGate.Notify,
            () => Assert.True(sender.TrySend(1)),
            () => runtime.Post(_ => Volatile.Write(ref runs[3], runs[3] + 1)),
        ];
        Task run = runtime.RunAsync();

        Task[] producers =
        [
            .. Enumerable.Range(0, 2).Select(half => Task.Run(() =>
            {
                for (int i = 0; i < Rounds; i++)
                {
                    int kind = (2 * half) + (i & 1);
                    int before = Volatile.Read(ref runs[kind]);
                    wakes[kind]();
                    bool came = SpinWait.SpinUntil(() => Volatile.Read(ref runs[kind]) > before, Testing.Patience);
                    Assert.True(came, $"Wake-up {kind} of round {i} was lost.");
                }
            })),
        ];
        await Task.WhenAll(producers);
        runtime.Stop();
        await run.WaitAsync(Testing.Patience);

        CycleFunction<int> Count(int kind) => (ref int _, in CycleContext _) =>
        {
            Volatile.Write(ref runs[kind], runs[kind] + 1);
            return Control.Unchanged;
        };
    }

    [Theory]
    [InlineData(ExecutionMode.Spin)]
    [InlineData(ExecutionMode.Park)]
    public async Task Stop_and_cancellation_end_a_run_at_any_moment(ExecutionMode mode)
    {
        var runtime = new RealtimeRuntime(mode);
        (Node<int> _, Notifier notifier) = NodeBuilder.Create(0).BuildWithNotifier(
            runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                if (context.Epoch % 2 == 0) context.YieldNow();
                return Control.Unchanged;
            });

        for (int i = 0; i < 300; i++)
        {
            using var source = new CancellationTokenSource();
            Task run = runtime.RunAsync(source.Token);
            Thread.SpinWait(i * 20);
            notifier.Notify();
            Thread.SpinWait(i * i % 701);
            if (i % 2 == 0) runtime.Stop();
            else await source.CancelAsync();
            await run.WaitAsync(Testing.Patience);
        }
    }

    [Fact]
    public void Late_notifications_never_wake_the_node_that_was_given_the_bit_of_one_that_has_left()
    {
        TestRuntime runtime = Testing.NewRuntime();
        var loud = new Notifier[1];
        int loudRuns = 0;
        Node<int> node = AddLoud();
        using var done = new CancellationTokenSource();
        Task[] producers =
        [
            .. Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            {
                while (!done.IsCancellationRequested) Volatile.Read(ref loud[0]).Notify();
            })),
        ];

        for (int i = 0; i < 3_000; i++)
        {
            runtime.RunCycle();
            Node<int>? quiet = null;
            runtime.Executor.Sweep(node);
            runtime.Executor.Spawn(executor => quiet = AddQuiet(executor)); // takes the bit before the next poll
            runtime.RunCycle();
            runtime.RunCycle();
            Assert.Equal(0, quiet!.Value);
            runtime.Executor.Sweep(quiet);
            runtime.Executor.Spawn(_ => node = AddLoud());
        }

        bool stillWakes = SpinWait.SpinUntil(
            () =>
            {
                int before = loudRuns;
                runtime.RunCycle();
                return loudRuns > before;
            },
            Testing.Patience);
        done.Cancel();
        Testing.AwaitEnd(producers);
        Assert.True(stillWakes, "The notifier of the node that is there does not wake it.");

        Node<int> AddLoud()
        {
            (Node<int> added, Notifier notifier) = NodeBuilder.Create(0).BuildWithNotifier(
                runtime.Executor,
                (ref int _, in CycleContext _) =>
                {
                    loudRuns++;
                    return Control.Unchanged;
                });
            Volatile.Write(ref loud[0], notifier);
            return added;
        }
    }

    /// <summary>Adds a node with a notifier that nobody uses; its value counts its runs.</summary>
    private static Node<int> AddQuiet(Executor executor) =>
        NodeBuilder.Create(0).BuildWithNotifier(
            executor,
            (ref int runs, in CycleContext _) =>
            {
                runs++;
                return Control.Unchanged;
            }).Node;
}
