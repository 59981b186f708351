using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Deferred graph building: when it runs, in which order, and what becomes of it when it throws.</summary>
public sealed class SpawnTests : ExecutorTest
{
    [Fact]
    public void Spawned_node_is_there_after_the_cycle_and_first_runs_in_the_next()
    {
        Probe? spawned = null;
        Probe a = Add("a");
        Probe spawner = Add("spawner", [a], (ref int value, in CycleContext context) =>
        {
            if (++value == 1) context.Spawn(executor => spawned = Add("spawned", [a], Once, init: WakeIt));
            return Control.Unchanged;
        });

        RunWith(a);
        Assert.Equal(["a", "spawner"], TakeLog());
        Assert.Equal(3, Executor.NodeCount);
        Assert.True(Runtime.RunCycle());

        Assert.Equal(["spawned", "spawned:drop"], Log);
        Assert.Equal(2, Executor.NodeCount);
        Assert.True(spawner.IsAlive);
        Assert.False(spawned!.IsAlive);
    }

    [Fact]
    public void Spawned_child_does_not_run_for_a_broadcast_of_the_cycle_that_spawned_it()
    {
        Probe a = Add("a", cycle: (ref int value, in CycleContext context) =>
        {
            Node current = context.Current;
            if (++value == 1) context.Spawn(current, (_, parent) => Add("child", [parent]));
            return Control.Broadcast;
        });

        RunWith(a);
        Assert.Equal(["a"], TakeLog());
        Assert.False(Runtime.RunCycle());
        RunWith(a);

        Assert.Equal(["a", "child"], Log);
    }

    [Fact]
    public void Spawns_run_after_the_removals_in_the_order_of_their_requests()
    {
        Probe a = Add("a", cycle: (ref int _, in CycleContext context) =>
        {
            context.Spawn(_ => Log.Add("1"));
            context.Spawn("2", (_, text) => Log.Add(text));
            return Control.Sweep;
        });
        Probe b = Add("b", cycle: (ref int _, in CycleContext context) =>
        {
            context.Executor.Spawn(_ => Log.Add("3"));
            context.Executor.Spawn("4", (_, text) => Log.Add(text));
            return Control.Unchanged;
        });

        RunWith(b, a);

        Assert.Equal(["a", "b", "a:drop", "1", "2", "3", "4"], Log);
    }

    [Fact]
    public void Spawn_between_cycles_is_done_before_the_next_poll_without_a_cycle()
    {
        Executor.Spawn(executor => Add("spawned", init: WakeIt));
        Assert.Equal(0, Executor.NodeCount);
        Assert.True(Executor.HasPendingWork);

        Assert.True(Runtime.RunCycle());

        Assert.Equal(["spawned"], Log);
        Assert.Equal(1, Executor.Epoch);
    }

    [Fact]
    public void Spawn_asked_by_building_code_is_done_before_the_next_poll()
    {
        Probe a = Add("a", cycle: (ref int _, in CycleContext context) =>
        {
            context.Spawn(executor =>
            {
                Log.Add("outer");
                executor.Spawn(_ => Add("inner", init: (_, _) => Log.Add("inner:init")));
            });
            return Control.Unchanged;
        });

        RunWith(a);
        Assert.Equal(["a", "outer"], TakeLog());
        Assert.False(Runtime.RunCycle());

        Assert.Equal(["inner:init"], Log);
        Assert.Equal(2, Executor.NodeCount);
    }

    [Fact]
    public void Building_code_sees_how_many_spawns_wait_besides_itself()
    {
        List<int> waiting = [];
        for (int i = 0; i < 3; i++)
            Executor.Spawn(waiting, static (executor, list) => list.Add(executor.PendingSpawns));

        Runtime.RunCycle();

        Assert.Equal([2, 1, 0], waiting);
    }

    [Fact]
    public void Spawns_that_always_ask_for_another_end_in_an_error_that_says_so()
    {
        static void Again(Executor executor) => executor.Spawn(Again);
        Executor.Spawn(Again);

        var error = Assert.Throws<InvalidOperationException>(() => Runtime.RunCycle());

        Assert.Contains("kept asking for more, 1000000 times", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ErrorPolicy.Hold)]
    [InlineData(ErrorPolicy.Sweep)]
    public void Spawn_that_throws_belongs_to_the_node_that_asked_and_its_half_built_subgraph_leaves(ErrorPolicy policy)
    {
        Probe root = Add("root");
        Probe asker = Add("asker", policy: policy, cycle: (ref int _, in CycleContext context) =>
        {
            context.Spawn(_ =>
            {
                Probe half = Add("half", [root]);
                Add("half's child", observerOf: [half]);
                throw new InvalidDataException("no such device");
            });
            context.Spawn(_ => Add("second"));
            return Control.Unchanged;
        });

        RunWith(asker);
        Assert.Equal(["asker", "half's child:drop", "half:drop"], TakeLog());
        Runtime.RunCycle();

        Assert.Equal(policy == ErrorPolicy.Sweep ? ["asker:drop"] : [], Log);
        string[] left = policy == ErrorPolicy.Sweep ? ["root", "second"] : ["root", "asker", "second"];
        Assert.Equal(left, Executor.Describe().Nodes.Select(node => node.Name));
        NodeException failure = Assert.Single(Failures);
        Assert.Equal((asker.Id, 1L, policy), (failure.NodeId, asker.Failures, failure.Policy));
        Assert.Contains("in graph building it had spawned", failure.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidDataException>(failure.InnerException);
    }

    [Fact]
    public void Spawn_that_throws_for_a_fail_fast_node_ends_the_run_with_that_nodes_error()
    {
        Probe asker = Add("asker", cycle: (ref int _, in CycleContext context) =>
        {
            context.Spawn(_ =>
            {
                Add("half");
                throw new InvalidDataException("no such device");
            });
            context.Spawn(_ => Log.Add("never"));
            return Control.Unchanged;
        });

        var error = Assert.Throws<NodeException>(() => RunWith(asker));

        Assert.Equal(asker.Id, error.NodeId);
        Assert.Equal(["asker", "half:drop"], Log);
        Assert.Same(error, Assert.Single(Failures));
        Assert.Same(error, Assert.Throws<NodeException>(() => Runtime.RunCycle()));
        Executor.AssertInvariants();
    }

    [Fact]
    public void Spawn_between_cycles_that_throws_ends_the_run_with_its_own_error_and_keeps_the_other_spawns()
    {
        Executor.Spawn(_ =>
        {
            Add("half");
            throw new InvalidDataException("no such device");
        });
        Executor.Spawn(_ => Add("second"));

        Assert.Throws<InvalidDataException>(() => Runtime.RunCycle());
        Assert.Equal(["half:drop"], TakeLog());
        Assert.Empty(Failures);
        Assert.False(Runtime.RunCycle());

        Assert.Equal("second", Assert.Single(Executor.Describe().Nodes).Name);
    }

    [Fact]
    public void Spawn_asked_by_OnInit_OnDrop_or_an_effect_belongs_to_that_node()
    {
        void Fails(Executor executor) => executor.Spawn(_ => throw new InvalidDataException());
        Probe a = Add("a", policy: ErrorPolicy.Hold, init: (executor, _) =>
        {
            Add("inner", init: static (_, _) => { }); // a hook within this one
            Fails(executor);
        });
        Runtime.RunCycle();
        Probe b = Add("b", policy: ErrorPolicy.Hold, drop: () => Fails(Executor));
        Executor.Sweep(b);
        Runtime.RunCycle();
        Probe c = Add("c", cycle: RequestEffect, policy: ErrorPolicy.Hold, effect: () => Fails(Executor));

        RunWith(c);

        Assert.Equal([a.Id, b.Id, c.Id], Failures.Select(failure => failure.NodeId));
        Assert.Equal((1, 1, 1), (a.Failures, b.Failures, c.Failures));
    }

    [Fact]
    public void Spawn_asked_by_a_node_that_leaves_in_the_same_cycle_still_runs()
    {
        Probe a = Add("a", cycle: (ref int _, in CycleContext context) =>
        {
            context.Spawn(_ => Add("heir"));
            return Control.Sweep;
        });

        RunWith(a);

        Assert.Equal("heir", Assert.Single(Executor.Describe().Nodes).Name);
    }

    [Fact]
    public void Spawn_below_a_parent_that_left_meanwhile_is_a_failure_of_the_asker_that_names_the_parent()
    {
        Probe a = Add("a", policy: ErrorPolicy.Hold, cycle: (ref int _, in CycleContext context) =>
        {
            Node self = context.Current;
            context.Spawn(_ => Add("child", [self]));
            return Control.Sweep;
        });

        RunWith(a);

        NodeException failure = Assert.Single(Failures);
        Assert.Equal(a.Id, failure.NodeId);
        Assert.Contains("its parent node 'a' (#0.1) must be alive", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, Executor.NodeCount);
    }

    [Fact]
    public void OnInit_that_throws_under_Hold_keeps_the_node()
    {
        Probe a = Add("a", policy: ErrorPolicy.Hold, init: (_, _) => throw new InvalidDataException("no such device"));

        Assert.Contains("in OnInit", Assert.Single(Failures).Message, StringComparison.Ordinal);
        RunWith(a);

        Assert.Equal(["a"], Log);
        Assert.Equal(1, a.Failures);
    }

    [Fact]
    public void OnInit_that_throws_under_Sweep_removes_the_node_and_the_nodes_it_has_built()
    {
        Probe root = Add("root");
        Probe a = Add("a", [root], policy: ErrorPolicy.Sweep, init: (_, node) =>
        {
            Add("built by a", [node]);
            Add("unconnected, built by a");
            throw new InvalidDataException("no such device");
        });

        Assert.False(a.IsAlive);
        Assert.Equal(["unconnected, built by a:drop", "built by a:drop", "a:drop"], TakeLog());
        Assert.Single(Failures);
        RunWith(root);
        Assert.Equal(["root"], Log);
        Assert.Equal(1, a.Failures);
    }

    [Fact]
    public void OnInit_that_throws_under_FailFast_throws_from_Add_and_faults_the_executor()
    {
        Add("root");

        var error = Assert.Throws<NodeException>(
            () => Add("a", init: (_, _) => throw new InvalidDataException("no such device")));

        Assert.Equal("a", error.NodeName);
        Assert.Same(error, Assert.Single(Failures));
        Assert.Equal(["a:drop"], Log);
        Assert.Equal(1, Executor.NodeCount);
        Assert.Same(error, Assert.Throws<NodeException>(() => Add("b")));
        Assert.Same(error, Assert.Throws<NodeException>(() => Runtime.RunCycle()));
    }

    [Theory]
    [InlineData(ErrorPolicy.FailFast)]
    [InlineData(ErrorPolicy.Hold)]
    [InlineData(ErrorPolicy.Sweep)]
    public void OnInit_that_throws_inside_a_spawn_is_handled_by_the_policy_of_the_new_node(ErrorPolicy policy)
    {
        Probe asker = Add("asker", cycle: (ref int _, in CycleContext context) =>
        {
            context.Spawn(_ =>
            {
                Add("before");
                Add("new", policy: policy, init: (_, _) => throw new InvalidDataException());
                Add("after");
            });
            return Control.Unchanged;
        });

        if (policy == ErrorPolicy.FailFast) Assert.Throws<NodeException>(() => RunWith(asker));
        else RunWith(asker);

        string[] left = policy switch
        {
            ErrorPolicy.FailFast => ["asker"],
            ErrorPolicy.Hold => ["asker", "before", "new", "after"],
            _ => ["asker", "before", "after"],
        };
        Assert.Equal(left, Executor.Describe().Nodes.Select(node => node.Name));
        Assert.Equal("new", Assert.Single(Failures).NodeName);
        Assert.Equal(0, asker.Failures);
    }

    [Fact]
    public void Building_code_that_swallows_a_fatal_error_does_not_keep_the_run_from_ending()
    {
        Probe asker = Add("asker", cycle: (ref int _, in CycleContext context) =>
        {
            context.Spawn(_ => Assert.Throws<NodeException>(
                () => Add("new", init: (_, _) => throw new InvalidDataException())));
            return Control.Unchanged;
        });

        Assert.Equal("new", Assert.Throws<NodeException>(() => RunWith(asker)).NodeName);
    }

    [Fact]
    public void Posted_code_that_swallows_a_fatal_error_does_not_keep_the_run_from_ending()
    {
        Probe a = Add("a");
        Executor.Yield(a);
        Runtime.Post(_ => Assert.Throws<NodeException>(
            () => Add("new", init: (_, _) => throw new InvalidDataException())));

        Assert.Equal("new", Assert.Throws<NodeException>(() => Runtime.RunCycle()).NodeName);

        Assert.Equal(["new:drop"], Log);
    }

    [Fact]
    public void Spawn_after_one_that_throws_is_done_before_the_next_poll()
    {
        Executor.Spawn(_ => throw new InvalidDataException());
        Executor.Spawn(_ => Add("a"));
        Assert.Throws<InvalidDataException>(() => Runtime.RunCycle());

        Assert.False(Runtime.RunCycle()); // not a cycle

        Assert.Equal(1, Executor.NodeCount);
    }

    private static Control Once(ref int value, in CycleContext context) => Control.Sweep;

    private static Control RequestEffect(ref int value, in CycleContext context)
    {
        context.RequestEffect();
        return Control.Unchanged;
    }

    private static void WakeIt(Executor executor, Probe node) => executor.Yield(node);
}
