using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Inputs are taken in as one cut: what has arrived is frozen, what arrives later waits.</summary>
public sealed class CutTests
{
    [Fact]
    public void Item_sent_while_a_cycle_runs_waits_for_the_next_one()
    {
        TestRuntime runtime = Testing.NewRuntime();
        var seen = new List<string>();
        Sender<int>? late = null;
        Node<int> first = NodeBuilder.Create(0).Build(runtime.Executor, (ref int _, in CycleContext context) =>
        {
            if (context.Epoch == 1) Testing.AwaitEnd(Task.Run(() => late!.TrySend(2)));
            return Control.Unchanged;
        });
        (Node<int> _, late) = NodeBuilder.Create(0).BuildWithChannel<int>(
            runtime.Executor,
            capacity: 8,
            (ref int _, ReadOnlySpan<int> items, in CycleContext context) =>
            {
                seen.Add($"{context.Epoch}: {string.Join(' ', items.ToArray())}");
                return Control.Unchanged;
            });
        late.TrySend(1);
        runtime.Executor.Yield(first);

        runtime.RunUntilIdle();

        Assert.Equal(["1: 1", "2: 2"], seen);
    }

    [Fact]
    public void Item_in_a_cut_brings_everything_that_was_sent_before_it_on_any_input()
    {
        const int Rounds = 20_000;
        var runtime = new TestRuntime();
        long notified = 0, seenNotified = 0, sentFirst = 0;
        int violations = 0;
        (Node<int> _, Notifier notifier) = NodeBuilder.Create(0).BuildWithNotifier(
            runtime.Executor,
            (ref int _, in CycleContext _) =>
            {
                seenNotified = Volatile.Read(ref notified);
                return Control.Unchanged;
            });
        (Node<int> _, Sender<int> first) = Channel((ref int _, ReadOnlySpan<int> items, in CycleContext _) =>
        {
            if (!items.IsEmpty) sentFirst = items[^1];
            return Control.Unchanged;
        });
        (Node<int> last, Sender<int> second) = Channel((ref int got, ReadOnlySpan<int> items, in CycleContext _) =>
        {
            if (items.IsEmpty) return Control.Unchanged;
            got = items[^1];
            if (seenNotified < got || sentFirst < got) violations++;
            return Control.Unchanged;
        });

        var producer = Task.Run(() =>
        {
            for (int i = 1; i <= Rounds; i++)
            {
                Volatile.Write(ref notified, i);
                notifier.Notify();
                first.Send(i);
                second.Send(i);
            }
        });
        var noise = Task.Run(() =>
        {
            while (!producer.IsCompleted) notifier.Notify();
        });
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                runtime.RunCycle();
                return last.Value == Rounds;
            },
            Testing.Patience));
        Testing.AwaitEnd(producer, noise);

        Assert.Equal(0, violations);

        (Node<int>, Sender<int>) Channel(ChannelFunction<int, int> function) =>
            NodeBuilder.Create(0).BuildWithChannel(runtime.Executor, capacity: 64, function);
    }

    [Fact]
    public void Notification_before_an_item_is_in_its_cut_also_when_both_come_in_the_middle_of_the_poll()
    {
        TestRuntime runtime = Testing.NewRuntime();
        var seen = new List<string>();
        (Node<int> _, Notifier notifier) = NodeBuilder.Create(0).BuildWithNotifier(
            runtime.Executor,
            (ref int _, in CycleContext context) => Log($"{context.Epoch}: notified"));
        (Node<int> _, Sender<int> sender) = NodeBuilder.Create(0).BuildWithChannel<int>(
            runtime.Executor,
            capacity: 8,
            (ref int _, ReadOnlySpan<int> items, in CycleContext context) =>
                Log($"{context.Epoch}: {string.Join(' ', items.ToArray())}"));
        sender.TrySend(1);
        Task poll;
        lock (runtime.Inputs.Gate)
        {
            poll = Task.Run(() => runtime.RunUntilIdle());
            bool isAtGate = SpinWait.SpinUntil(() => !runtime.Inputs.HasSignals, Testing.Patience);
            Assert.True(isAtGate, "The poll did not come to the gate.");
            notifier.Notify();
            sender.TrySend(2);
        }

        Testing.AwaitEnd(poll);

        Assert.Equal(["1: notified", "1: 1 2"], seen);

        Control Log(string line)
        {
            seen.Add(line);
            return Control.Unchanged;
        }
    }

    [Fact]
    public void Next_pending_value_of_every_input_shares_a_cycle()
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Spin).Checked();
        Input<int> a = runtime.AddInput("a", 0), b = runtime.AddInput("b", 0);
        Input<int> c = runtime.AddInput("c", 0, Delivery.Latest);
        BurstInput<int> d = runtime.AddBurstInput<int>("d");
        var seen = new List<string>();
        NodeBuilder.Create(0).TriggeredBy(a, b, c, d).Build(runtime.Executor, (ref int _, in CycleContext context) =>
        {
            string burst = context.HasMutated(d) ? string.Join(' ', d.Value.ToArray()) : "-";
            seen.Add($"{Shown(in context, a)} {Shown(in context, b)} {Shown(in context, c)} {burst}");
            return a.Value == 3 ? Control.Terminate : Control.Unchanged;
        });
        foreach (Input<int> input in new[] { a, b, c })
        {
            using Sender<int> sender = runtime.OpenSender(input, capacity: 8);
            for (int i = 1; i <= (input == a ? 3 : 2); i++) sender.TrySend(i);
        }

        using Sender<int> bursts = runtime.OpenSender(d, capacity: 8);
        bursts.TrySend(1);
        bursts.TrySend(2);

        runtime.Run();

        Assert.Equal(["1 1 2 1 2", "2 2 - -", "3 - - -"], seen);

        static string Shown(in CycleContext context, Node<int> node) =>
            context.HasMutated(node) ? $"{node.Value}" : "-";
    }
}
