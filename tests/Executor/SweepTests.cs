using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>How nodes leave: which, when, in which order, and that they do not run meanwhile.</summary>
public sealed class SweepTests : ExecutorTest
{
    [Fact]
    public void Sweep_result_removes_all_descendants_over_both_edge_kinds_and_leaves_parents()
    {
        Probe root = Add("root");
        Probe a = Add("a", [root], (ref int _, in CycleContext _) => Control.Sweep);
        Probe observer = Add("observer", observerOf: [a]);
        Probe grandchild = Add("grandchild", [observer]);
        Probe joined = Add("joined", [root], observerOf: [grandchild]);
        Probe sibling = Add("sibling", [root]);

        RunWith(root);

        Assert.Equal(
            ["root", "a", "sibling", "joined:drop", "grandchild:drop", "observer:drop", "a:drop"], Log);
        Assert.Equal(
            [root, sibling], new[] { root, a, observer, grandchild, joined, sibling }.Where(node => node.IsAlive));
        Assert.Equal(2, Executor.NodeCount);
        Assert.Equal([new GraphEdge(root.Id, sibling.Id, Relationship.Trigger)], Executor.Describe().Edges);
    }

    [Fact]
    public void Sweep_result_of_the_last_of_a_chain_leaves_its_parents()
    {
        Probe a = Add("a"), b = Add("b", [a]);
        Probe c = Add("c", [b], (ref int _, in CycleContext _) => Control.Sweep);

        RunWith(a);

        Assert.Equal(["a", "b", "c", "c:drop"], Log);
        Assert.True(b.IsAlive);
        Assert.False(c.IsAlive);
    }

    [Fact]
    public void Sweep_removes_descendants_however_far_their_ranks_lie_apart_and_no_other_node()
    {
        for (int i = 0; i < 100; i++) Add($"before {i}");
        Probe parent = Add("parent");
        for (int i = 0; i < 200; i++) Add($"{i}", [parent]);
        for (int i = 0; i < 200; i++) Add($"observer {i}", observerOf: [parent]);
        Probe[] others = [.. Enumerable.Range(0, 100).Select(i => Add($"after {i}"))];

        Executor.Sweep(parent);
        RunWith();

        Assert.Equal(200, Executor.NodeCount);
        Assert.Equal(401, Log.Count);
        Assert.All(others, other => Assert.True(other.IsAlive));
    }

    [Fact]
    public void Sweep_result_is_no_mutation_and_runs_no_child()
    {
        Probe a = Add("a", cycle: (ref int _, in CycleContext _) => Control.Sweep);
        Probe b = Add("b", [a]);

        RunWith(a, b);

        Assert.Equal(["a", "b:drop", "a:drop"], Log);
        Assert.False(Executor.HasMutated(a));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Context_Sweep_of_itself_equals_returning_Sweep(bool byVerb)
    {
        Probe a = Add("a", cycle: (ref int _, in CycleContext context) =>
        {
            if (!byVerb) return Control.Sweep;
            context.Sweep(context.Current);
            return Control.Unchanged;
        });
        Probe b = Add("b", observerOf: [a]);
        Probe c = Add("c");

        RunWith(a, b, c);

        Assert.Equal(["a", "c", "b:drop", "a:drop"], Log);
        Assert.Equal(1, Executor.NodeCount);
        Assert.False(Runtime.RunCycle());
    }

    [Fact]
    public void Context_Sweep_of_a_node_that_would_run_later_keeps_it_and_its_descendants_from_running()
    {
        Node? victim = null;
        Probe a = Add("a", cycle: (ref int _, in CycleContext context) =>
        {
            context.Sweep(victim!);
            return Control.Broadcast;
        });
        victim = Add("victim");
        Probe child = Add("child", [a, victim]);
        Probe other = Add("other", [a]);

        RunWith(a, victim, child);

        Assert.Equal(["a", "other", "child:drop", "victim:drop"], Log);
        Assert.True(other.IsAlive);
    }

    [Fact]
    public void Context_Sweep_of_a_node_that_has_run_keeps_its_run_and_removes_it_with_all_descendants()
    {
        Probe a = Add("a");
        Probe b = Add("b", [a]);
        Probe killer = Add("killer", cycle: (ref int _, in CycleContext context) =>
        {
            context.Sweep(a);
            return Control.Unchanged;
        });
        Add("c", [b]);

        RunWith(a, killer);

        Assert.Equal(["a", "b", "killer", "c:drop", "b:drop", "a:drop"], Log);
        Assert.Equal(1, a.Value);
        Assert.Equal(1, Executor.NodeCount);
    }

    [Fact]
    public void Context_Sweep_of_an_ancestor_removes_the_caller_too()
    {
        Probe a = Add("a");
        Add("b", [a], (ref int _, in CycleContext context) =>
        {
            context.Sweep(a);
            return Control.Broadcast;
        });
        Add("c", [a]);

        RunWith(a);

        Assert.Equal(["a", "b", "c:drop", "b:drop", "a:drop"], Log);
        Assert.Equal(0, Executor.NodeCount);
    }

    [Fact]
    public void Node_is_alive_until_step_four_and_its_value_stays_readable_after()
    {
        Probe a = Add("a");
        bool aliveInEffect = false;
        Probe killer = Add(
            "killer",
            cycle: (ref int _, in CycleContext context) =>
            {
                context.Sweep(a);
                context.RequestEffect();
                return Control.Unchanged;
            },
            effect: () => aliveInEffect = a.IsAlive);

        RunWith(a, killer);

        Assert.True(aliveInEffect);
        Assert.False(a.IsAlive);
        Assert.Null(a.Executor);
        Assert.Equal(1, a.Value);
        Assert.True(a.HasValue);
    }

    [Fact]
    public void OnDrop_runs_once_per_node_and_children_before_parents_in_any_order_of_removals()
    {
        Probe a = Add("a"), b = Add("b", [a]), c = Add("c", [b]), d = Add("d");
        Probe killer = Add("killer", cycle: (ref int _, in CycleContext context) =>
        {
            context.Sweep(b);
            context.Sweep(d);
            context.Sweep(a);
            context.Sweep(a);
            context.Sweep(c);
            return Control.Sweep;
        });

        RunWith(killer);

        Assert.Equal(["killer", "killer:drop", "d:drop", "c:drop", "b:drop", "a:drop"], Log);
        Assert.Equal(0, Executor.NodeCount);
    }

    [Fact]
    public void Sweep_between_cycles_is_done_before_the_next_poll_without_a_cycle()
    {
        Probe a = Add("a");
        Add("b", observerOf: [a]);
        Executor.Yield(a);

        Executor.Sweep(a);
        Assert.True(a.IsAlive);
        Assert.True(Executor.HasPendingWork);
        Assert.False(Runtime.RunCycle());

        Assert.Equal(["b:drop", "a:drop"], Log);
        Assert.Equal(0, Executor.Epoch);
        Assert.Equal(0, Executor.NodeCount);
    }

    [Fact]
    public void Sweep_of_a_node_that_has_left_does_nothing()
    {
        Probe a = Add("a");
        Executor.Sweep(a);
        Executor.Sweep(a);
        Runtime.RunCycle();

        Executor.Sweep(a);
        Runtime.RunCycle();

        Assert.Equal(["a:drop"], Log);
        Assert.False(Executor.HasPendingWork);
    }

    [Fact]
    public void OnDrop_that_throws_is_counted_and_reported_and_the_others_run()
    {
        Probe a = Add("a");
        Probe b = Add("b", [a], drop: () => throw new InvalidDataException("stuck"));
        Add("c", [b]);
        Executor.Sweep(a);

        Runtime.RunCycle();

        Assert.Equal(["c:drop", "b:drop", "a:drop"], Log);
        NodeException failure = Assert.Single(Failures);
        Assert.Equal((b.Id, 1L), (failure.NodeId, b.Failures));
        Assert.Contains("in OnDrop", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Its removal went on.", failure.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidDataException>(failure.InnerException);
        Assert.False(Runtime.RunCycle());
    }

    [Fact]
    public void OnDrop_may_ask_for_further_removals_which_are_done_before_the_next_poll()
    {
        Probe other = Add("other");
        Probe a = Add("a", drop: () => Executor.Sweep(other));
        RunWith();
        Executor.Sweep(a);
        Executor.Yield(other);

        Assert.False(Runtime.RunCycle());

        Assert.Equal(["a:drop", "other:drop"], Log);
    }

    [Fact]
    public void OnDrop_may_look_up_a_key_after_it_asked_for_a_removal()
    {
        Router<int, int> router = Runtime.AddBurstInput<int>("source").RouteBy(static item => item);
        Probe other = Add("other");
        Probe a = Add("a", drop: () =>
        {
            Executor.Sweep(other);
            Assert.False(router.Remove(1));
            Log.Add("looked up");
        });
        Executor.Sweep(a);

        RunWith();

        Assert.Equal(["a:drop", "looked up", "other:drop"], Log);
        Assert.Empty(Failures);
    }

    [Fact]
    public void OnDrop_that_throws_in_a_removal_before_a_key_is_looked_up_is_reported_at_once()
    {
        Router<int, int> router = Runtime.AddBurstInput<int>("source").RouteBy(static item => item);
        Executor.Sweep(Add("a", drop: () => throw new InvalidDataException("stuck")));

        Assert.False(router.Remove(1));

        Assert.Single(Failures);
    }

    [Fact]
    public void Node_that_terminates_and_sweeps_itself_in_one_cycle_does_both()
    {
        Probe a = Add("a", cycle: (ref int _, in CycleContext context) =>
        {
            context.Sweep(context.Current);
            return Control.Terminate;
        });
        Probe b = Add("b", cycle: (ref int _, in CycleContext context) =>
        {
            context.YieldNow();
            return Control.Unchanged;
        });
        Executor.Yield(a);
        Executor.Yield(b);

        Assert.Equal(1, Runtime.RunUntilIdle());

        Assert.Equal(["a", "b", "a:drop"], Log);
    }

    [Fact]
    public void Sweep_asked_during_a_poll_acts_in_that_cycle_or_without_one_before_the_next_poll()
    {
        Probe? victim = null, other = null;
        var driver = new PollAction();
        var executor = new Executor(new VirtualClock(default), new WheelTimerQueue(), driver);
        victim = executor.Add(new Probe(Log, null, [], []) { Name = "victim" });
        other = executor.Add(new Probe(Log, null, [], []) { Name = "other" });
        driver.Action = () => executor.Sweep(victim);
        executor.Yield(victim);
        executor.Yield(other);

        Assert.Equal(CycleOutcome.Ran, executor.RunCycle());
        Assert.Equal(["other", "victim:drop"], TakeLog());
        driver.Action = () => executor.Sweep(other);
        Assert.Equal(CycleOutcome.Idle, executor.RunCycle());
        Assert.True(executor.HasPendingWork);
        var late = new Probe(Log, null, [other], []) { Name = "late" };
        var error = Assert.Throws<ArgumentException>(() => executor.Add(late));
        Assert.Contains("about to", error.Message, StringComparison.Ordinal);
        driver.Action = null;
        Assert.Equal(CycleOutcome.Idle, executor.RunCycle());

        Assert.Equal(["other:drop"], Log);
        executor.AssertInvariants();
    }

    [Fact]
    public void Adding_inside_a_poll_is_refused()
    {
        var driver = new PollAction();
        var executor = new Executor(new VirtualClock(default), new WheelTimerQueue(), driver);
        driver.Action = () => executor.Add(new Probe(Log, null, [], []) { Name = "late" });

        var error = Assert.Throws<InvalidOperationException>(() => executor.RunCycle());

        Assert.Contains("node 'late'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Use Spawn", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, executor.NodeCount);
    }

    private sealed class PollAction : Driver
    {
        internal PollAction() => HasSignals = true;

        internal Action? Action { get; set; }

        internal override void Poll(Executor executor) => Action?.Invoke();
    }
}
