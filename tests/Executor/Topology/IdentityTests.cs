using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Ids, names, and that nothing of a removed node reaches the node that took its slot.</summary>
public sealed class IdentityTests : ExecutorTest
{
    [Fact]
    public void NodeId_counts_the_owners_of_a_slot_from_one()
    {
        Probe a = Add("a"), b = Add("b");
        Assert.Equal(new NodeId(0, 1), a.Id);
        Assert.Equal(new NodeId(1, 1), b.Id);

        for (uint generation = 2; generation < 6; generation++)
        {
            Executor.Sweep(a);
            Runtime.RunCycle();
            a = Add("a");
            Assert.Equal(new NodeId(0, generation), a.Id);
        }

        Assert.Equal("#0.5", a.Id.ToString());
    }

    [Fact]
    public void NodeId_is_the_default_before_the_node_is_added_and_stays_when_it_has_left()
    {
        var a = new Probe(Log, null, [], []) { Name = "a" };
        Assert.Equal(default, a.Id);
        Assert.False(a.IsAlive);
        Assert.Null(a.Executor);

        Executor.Add(a);
        Assert.True(a.IsAlive);
        Assert.Same(Executor, a.Executor);
        Executor.Sweep(a);
        Runtime.RunCycle();

        Assert.Equal(new NodeId(0, 1), a.Id);
    }

    [Fact]
    public void Names_are_labels_that_need_not_be_unique()
    {
        Probe first = Add("same"), second = Add("same");

        RunWith(second);

        Assert.Equal((0, 1), (first.Value, second.Value));
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal("node 'same' (#1.1)", second.ToString());
    }

    [Fact]
    public void Node_without_a_name_is_called_by_its_kind()
    {
        Node<int> node = NodeBuilder.Create(0).Build(Executor, (ref int _, in CycleContext _) => Control.Unchanged);

        Assert.Null(node.Name);
        Assert.Equal("node BuiltNode<Int32> (#0.1)", node.ToString());
    }

    [Fact]
    public void Late_verbs_on_a_removed_node_do_nothing_and_never_wake_the_taker_of_its_slot()
    {
        Probe gone = Add("gone");
        Notifier notifier = Executor.CreateNotifier(gone);
        InputChannel<int> channel = Executor.CreateChannel<int>(gone, capacity: 1);
        Sender<int> sender = channel.OpenSender();
        TimerHandle timer = Executor.ScheduleAt(gone, Testing.At(1));
        Probe taker = Replace(gone, "taker");

        notifier.Notify();
        bool sent = sender.TrySend(1);
        bool sentBlocking = sender.Send(2);
        Executor.Yield(gone);
        Executor.Sweep(gone);
        TimerHandle lateTimer = Executor.ScheduleAt(gone, Testing.At(2));
        Runtime.AdvanceTo(Testing.At(3));

        Assert.Equal(gone.Id.Slot, taker.Id.Slot);
        Assert.Equal(["gone:drop"], Log);
        Assert.Equal((false, false), (sent, sentBlocking));
        Assert.Equal(default, lateTimer);
        Assert.False(Executor.Cancel(timer));
        Assert.False(Executor.Reschedule(timer, Testing.At(4)));
        Assert.False(Executor.Cancel(lateTimer));
        Assert.True(taker.IsAlive);
    }

    [Fact]
    public void Inputs_made_for_a_removed_node_are_dead_and_never_wake_the_taker_of_its_slot()
    {
        Probe gone = Add("gone");
        Replace(gone, "taker");

        Notifier notifier = Executor.CreateNotifier(gone);
        InputChannel<int> channel = Executor.CreateChannel<int>(gone, capacity: 1);
        notifier.Notify();
        bool sent = channel.OpenSender().TrySend(1);
        Runtime.RunUntilIdle();

        Assert.Equal(["gone:drop"], Log);
        Assert.False(sent);
    }

    [Fact]
    public void What_was_pending_for_a_removed_node_never_wakes_the_taker_of_its_slot()
    {
        Probe gone = Add("gone");
        Executor.Yield(gone);
        Executor.ScheduleAt(gone, Testing.At(1));
        Executor.CreateNotifier(gone).Notify();
        Executor.CreateChannel<int>(gone, capacity: 4).OpenSender().TrySend(7);
        Executor.Sweep(gone);
        Executor.Spawn(executor => Add("taker"));

        Runtime.AdvanceTo(Testing.At(2));

        Assert.Equal(["gone:drop"], Log);
        Assert.Equal(1, Executor.NodeCount);
        Assert.Equal(0, Executor.Epoch);
    }

    [Fact]
    public void Old_handle_does_not_reach_the_timer_that_took_its_place()
    {
        Probe gone = Add("gone");
        TimerHandle old = Executor.ScheduleAt(gone, Testing.At(1));
        Probe taker = Replace(gone, "taker");
        TimerHandle current = Executor.ScheduleAt(taker, Testing.At(1));
        Log.Clear();

        Assert.Equal(old.Index, current.Index);
        Assert.False(Executor.Cancel(old));
        Assert.False(Executor.Reschedule(old, Testing.At(9)));
        Runtime.AdvanceTo(Testing.At(1));

        Assert.Equal(["taker"], Log);
        Assert.False(Executor.Cancel(current));
    }

    [Fact]
    public void Blocked_sender_is_released_with_false_when_its_node_is_removed()
    {
        Probe a = Add("a");
        Sender<int> sender = Executor.CreateChannel<int>(a, capacity: 1).OpenSender();
        sender.TrySend(1);
        bool? sent = null;
        var thread = new Thread(() => sent = sender.Send(2));
        thread.Start();

        Executor.Sweep(a);
        Runtime.RunCycle();
        thread.Join();

        Assert.False(sent);
    }

    [Fact]
    public void Verbs_refuse_a_node_of_another_executor_and_one_that_was_never_added()
    {
        Node foreign = Runtime.Input(0, "foreign").Node;
        var stray = new Probe(Log, null, [], []) { Name = "stray" };
        Executor executor = Testing.NewRuntime().Executor;

        foreach (Node node in new[] { foreign, stray })
        {
            Action[] verbs =
            [
                () => executor.Yield(node),
                () => executor.Sweep(node),
                () => executor.ScheduleAt(node, Testing.At(1)),
                () => executor.CreateNotifier(node),
                () => executor.CreateChannel<int>(node, capacity: 1),
            ];
            foreach (Action verb in verbs)
            {
                var error = Assert.Throws<ArgumentException>("node", verb);
                Assert.Contains($"{node} was not added to this executor", error.Message, StringComparison.Ordinal);
            }
        }

        Assert.True(foreign.IsAlive);
    }

    [Fact]
    public void Verbs_refuse_null()
    {
        Assert.Throws<ArgumentNullException>("node", () => Executor.Add<Probe>(null!));
        Assert.Throws<ArgumentNullException>("node", () => Executor.Yield(null!));
        Assert.Throws<ArgumentNullException>("node", () => Executor.Sweep(null!));
        Assert.Throws<ArgumentNullException>("node", () => Executor.ScheduleAt(null!, default));
        Assert.Throws<ArgumentNullException>("build", () => Executor.Spawn(null!));
        Assert.Throws<ArgumentNullException>("build", () => Executor.Spawn(1, null!));
    }

    private Probe Replace(Probe node, string name)
    {
        Executor.Sweep(node);
        Runtime.RunCycle();
        return Add(name);
    }
}
