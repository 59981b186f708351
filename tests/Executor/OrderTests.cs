using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Which nodes run in a cycle, how often, and in which order.</summary>
public sealed class OrderTests : ExecutorTest
{
    [Fact]
    public void Chain_runs_each_node_once_in_order_and_advances_the_epoch_by_one()
    {
        Probe a = Add("a");
        Probe b = Add("b", [a]);
        Add("c", [b]);

        RunWith(a);

        Assert.Equal(["a", "b", "c"], Log);
        Assert.Equal(1, Executor.Epoch);
        Assert.False(Runtime.RunCycle());
    }

    [Fact]
    public void Diamond_runs_each_node_once_and_the_last_sees_both_new_values()
    {
        TestInput<int> a = Runtime.Input(initial: 0, name: "a");
        Probe b = Add("b", [a.Node], (ref int value, in CycleContext _) => Set(ref value, a.Node.Value + 1));
        Probe c = Add("c", [a.Node], (ref int value, in CycleContext _) => Set(ref value, a.Node.Value * 10));
        Probe d = Add("d", [b, c], (ref int value, in CycleContext _) => Set(ref value, b.Value + c.Value));

        a.Push(5);
        Runtime.RunCycle();

        Assert.Equal(["b", "c", "d"], Log);
        Assert.Equal(56, d.Value);
    }

    [Fact]
    public void Ladder_of_diamonds_runs_three_nodes_a_rung_and_not_twice_as_many_each()
    {
        const int Rungs = 40;
        Probe first = Add("0");
        Probe last = first;
        for (int i = 0; i < Rungs; i++) last = Add("join", [Add("left", [last]), Add("right", [last])]);

        RunWith(first);

        Assert.Equal((3 * Rungs) + 1, Log.Count);
    }

    [Fact]
    public void Doubling_chain_that_names_the_same_parent_twice_runs_each_node_once()
    {
        const int Length = 30;
        Probe first = Add("0", cycle: (ref int value, in CycleContext _) => Set(ref value, 1));
        Probe last = first;
        for (int i = 0; i < Length; i++)
        {
            Probe x = last;
            last = Add("x", [x, x], (ref int value, in CycleContext _) => Set(ref value, x.Value + x.Value));
        }

        RunWith(first);

        Assert.Equal(Length + 1, Log.Count);
        Assert.Equal(1 << Length, last.Value);
    }

    [Fact]
    public void Observer_is_not_run_by_its_parent_and_reads_its_newest_value_later()
    {
        Probe a = Add("a");
        int seen = -1;
        Probe b = Add("b", observerOf: [a], cycle: (ref int _, in CycleContext _) => See(out seen, a.Value));

        RunWith(a);
        Assert.Equal(["a"], TakeLog());
        RunWith(b);

        Assert.Equal(["b"], Log);
        Assert.Equal(1, seen);
    }

    [Fact]
    public void Observer_that_is_ready_too_sees_the_value_of_this_cycle()
    {
        Probe a = Add("a");
        int seen = -1;
        Probe b = Add("b", observerOf: [a], cycle: (ref int _, in CycleContext _) => See(out seen, a.Value));

        RunWith(b, a);

        Assert.Equal(["a", "b"], Log);
        Assert.Equal(1, seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parent_given_both_ways_is_a_trigger_whatever_the_order_of_calls(bool triggerFirst)
    {
        Probe a = Add("a");
        NodeBuilder<int> builder = NodeBuilder.Create(0);
        builder = triggerFirst ? builder.TriggeredBy(a).ObserverOf(a) : builder.ObserverOf(a).TriggeredBy(a);
        Node<int> b = builder.Build(Executor, static (ref int runs, in CycleContext _) => Set(ref runs, runs + 1));

        RunWith(a);

        Assert.Equal(1, b.Value);
        Assert.Equal([new GraphEdge(a.Id, b.Id, Relationship.Trigger)], Executor.Describe().Edges);
    }

    [Fact]
    public void Thousands_of_nodes_run_in_creation_order_woken_by_a_parent_or_by_themselves()
    {
        Probe parent = Add("parent");
        Probe[] children = [.. Enumerable.Range(0, 5_000).Select(i => Add($"{i}", [parent]))];
        string[] creationOrder = [.. children.Select(child => child.Name!)];

        RunWith(parent);
        Assert.Equal(["parent", .. creationOrder], TakeLog());
        RunWith([.. children.Reverse()]);

        Assert.Equal(creationOrder, Log);
    }

    [Fact]
    public void Only_child_that_begins_the_next_word_of_ranks_makes_its_own_children_run_and_no_other()
    {
        for (int i = 0; i < 63; i++) Add($"{i}");
        Probe a = Add("a");
        Probe b = Add("b", [a]);
        Add("c", [b]);
        Add("d", [b]);

        RunWith(a);

        Assert.Equal((63, 64), (a.Rank, b.Rank));
        Assert.Equal(["a", "b", "c", "d"], Log);
    }

    [Fact]
    public void Unconnected_nodes_run_in_creation_order_whichever_event_came_first()
    {
        Probe[] nodes = [.. Enumerable.Range(0, 200).Select(i => Add($"{i}"))];
        string[] creationOrder = [.. nodes.Select(node => node.Name!)];

        RunWith([.. nodes.Reverse()]);
        Assert.Equal(creationOrder, TakeLog());
        foreach (Probe node in nodes.Where((_, i) => i % 2 == 0)) Executor.ScheduleAt(node, Instant.Epoch);
        foreach (Probe node in nodes.Where((_, i) => i % 2 == 1).Reverse()) Executor.CreateNotifier(node).Notify();
        Runtime.RunCycle();

        Assert.Equal(creationOrder, TakeLog());
    }

    [Fact]
    public void Late_child_of_an_early_parent_runs_in_creation_order_and_not_by_depth()
    {
        Probe a = Add("a");
        Probe deep = Add("deep", [Add("middle", [a])]);
        Add("shallow", [a]);
        Add("deepest", [deep]);

        RunWith(a);

        Assert.Equal(["a", "middle", "deep", "shallow", "deepest"], Log);
    }

    [Fact]
    public void Timers_in_another_order_than_creation_do_not_change_the_order_of_the_nodes()
    {
        Probe a = Add("a"), b = Add("b", [a]), c = Add("c");
        Executor.ScheduleAt(c, Testing.At(1));
        Executor.ScheduleAt(a, Testing.At(2));
        Executor.ScheduleAt(b, Testing.At(3));

        Executor.Now = Testing.At(3);
        Runtime.RunCycle();

        Assert.Equal(["a", "b", "c"], Log);
    }

    [Fact]
    public void Node_woken_by_yield_timer_and_notifier_in_one_poll_runs_once()
    {
        Probe a = Add("a");
        Executor.Yield(a);
        Executor.Yield(a);
        Executor.ScheduleAt(a, Instant.Epoch);
        Executor.ScheduleAt(a, Instant.Epoch);
        Notifier notifier = Executor.CreateNotifier(a);
        notifier.Notify();
        notifier.Notify();

        Assert.Equal(1, Runtime.RunUntilIdle());

        Assert.Equal(["a"], Log);
    }

    [Fact]
    public void Order_survives_removals_and_the_taking_over_of_slots()
    {
        var nodes = new List<Probe>();
        for (int round = 0; round < 30; round++)
        {
            for (int i = 0; i < 20; i++) nodes.Add(Add($"{round}.{i}"));
            for (int i = nodes.Count - 1; i >= 0; i -= 2)
            {
                Executor.Sweep(nodes[i]);
                nodes.RemoveAt(i);
            }

            Runtime.RunCycle();
            Log.Clear();
            RunWith([.. nodes.Reverse<Probe>()]);

            Assert.Equal(nodes.Select(node => node.Name), TakeLog());
        }

        Assert.True(nodes.Max(node => node.Id.Slot) < 40, "Slots of removed nodes were not taken over.");
        Assert.Contains(nodes, node => node.Id.Generation > 1);
    }

    [Fact]
    public void Taker_of_an_early_slot_runs_last_because_it_was_created_last()
    {
        Probe a = Add("a"), b = Add("b");
        Executor.Sweep(a);
        Runtime.RunCycle();
        Probe c = Add("c");
        Log.Clear();

        RunWith(c, b);

        Assert.Equal(0, c.Id.Slot);
        Assert.Equal(["b", "c"], Log);
    }

    [Fact]
    public void Node_that_has_the_next_cycle_keeps_it_when_the_gaps_before_it_are_closed()
    {
        Probe[] nodes = [.. Enumerable.Range(0, 5_000).Select(i => Add($"{i}"))];
        foreach (Probe node in nodes.AsSpan(0, 4_900)) Executor.Sweep(node);
        Executor.Yield(nodes[^1]);

        Assert.True(Runtime.RunCycle());

        Assert.Equal(99, nodes[^1].Rank);
        Assert.Equal(["4999"], Log.Skip(4_900));
        Assert.Equal(0, Executor.PendingYields);
    }

    [Fact]
    public void Gaps_that_a_cycle_leaves_are_closed_before_the_next()
    {
        Probe[] nodes = [.. Enumerable.Range(0, 5_000).Select(i => Add($"{i}"))];
        Probe sweeper = Add("sweeper", cycle: (ref int _, in CycleContext context) =>
        {
            foreach (Probe node in nodes.AsSpan(0, 4_900)) context.Sweep(node);
            return Control.Unchanged;
        });
        RunWith(sweeper);

        RunWith(nodes[^1]);

        Assert.Equal((99, 100), (nodes[^1].Rank, sweeper.Rank));
    }

    [Fact]
    public void Unrelated_nodes_do_not_change_the_order_of_the_others()
    {
        Probe a = Add("a");
        Add("unrelated 1");
        Probe b = Add("b", [a]);
        Probe unrelated = Add("unrelated 2");
        Add("c", [a, b]);

        RunWith(unrelated, a);

        Assert.Equal(["a", "b", "c"], Log.Where(name => !name.StartsWith("unrelated", StringComparison.Ordinal)));
    }

    [Fact]
    public void Idle_maps_behind_a_slow_source_run_only_when_it_fires()
    {
        Probe slow = Add("slow"), fast = Add("fast");
        for (int i = 0; i < 500; i++) Add("map", [slow]);

        for (int cycle = 1; cycle <= 100; cycle++)
        {
            if (cycle % 20 == 0) Executor.Yield(slow);
            RunWith(fast);
        }

        Assert.Equal(100, fast.Value);
        Assert.Equal(500 * 5, Log.Count(name => name == "map"));
    }

    [Fact]
    public void Nodes_of_one_cycle_see_one_now_and_one_epoch()
    {
        var seen = new List<(Instant, long, string?)>();
        CycleFunction<int> look = (ref int _, in CycleContext context) =>
        {
            seen.Add((context.Now, context.Epoch, context.Current.Name));
            return Control.Broadcast;
        };
        Probe a = Add("a", cycle: look);
        Add("b", [a], look);
        Executor.ScheduleAt(a, Testing.At(2.5));

        Runtime.AdvanceTo(Testing.At(9));

        Assert.Equal([(Testing.At(2.5), 1L, "a"), (Testing.At(2.5), 1L, "b")], seen);
        Assert.Equal(Testing.At(9), Runtime.Now);
    }

    private static Control Set(ref int value, int to)
    {
        value = to;
        return Control.Broadcast;
    }

    private static Control See(out int seen, int value)
    {
        seen = value;
        return Control.Unchanged;
    }
}
