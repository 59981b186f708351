using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What may be added, and that edges are fixed from then on.</summary>
public sealed class AddTests : ExecutorTest
{
    [Fact]
    public void Add_refuses_a_parent_that_is_not_alive_in_the_same_executor()
    {
        Probe gone = Add("gone");
        Executor.Sweep(gone);
        Runtime.RunCycle();
        Node foreign = Testing.NewRuntime().Input(0, "foreign").Node;
        var stray = new Probe(Log, null, [], []) { Name = "stray" };

        (Node, string)[] wrong = [(gone, "has left it"), (foreign, "is not in it"), (stray, "is not in it")];
        foreach ((Node parent, string state) in wrong)
        {
            foreach (bool trigger in new[] { true, false })
            {
                var error = Assert.Throws<ArgumentException>(
                    "node", () => Add("child", trigger ? [parent] : [], observerOf: trigger ? [] : [parent]));
                Assert.Contains("node 'child'", error.Message, StringComparison.Ordinal);
                Assert.Contains($"its parent {parent} must be alive", error.Message, StringComparison.Ordinal);
                Assert.Contains($"but {state}", error.Message, StringComparison.Ordinal);
                Assert.Contains("Add parents first.", error.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(0, Executor.NodeCount);
        Executor.AssertInvariants();
    }

    [Fact]
    public void Add_refuses_a_node_that_was_added_before_even_when_it_has_left()
    {
        Probe a = Add("a");
        Assert.Throws<ArgumentException>("node", () => Executor.Add(a));
        Executor.Sweep(a);
        Runtime.RunCycle();

        var error = Assert.Throws<ArgumentException>("node", () => Executor.Add(a));

        Assert.Contains("can be added once", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Node_refused_for_its_parent_can_be_added_once_the_parent_is_there()
    {
        var parent = new Probe(Log, null, [], []) { Name = "parent" };
        var child = new Probe(Log, null, [parent], []) { Name = "child" };
        Assert.Throws<ArgumentException>(() => Executor.Add(child));
        Executor.Add(parent);

        Executor.Add(child);
        RunWith(parent);

        Assert.Equal(["parent", "child"], Log);
    }

    [Fact]
    public void Edges_are_fixed_once_the_node_was_added()
    {
        Probe parent = Add("parent");
        var node = Executor.Add(new LateEdges());

        var error = Assert.Throws<InvalidOperationException>(() => node.Connect(parent));

        Assert.Contains("are fixed since it was added", error.Message, StringComparison.Ordinal);
        Assert.Empty(Executor.Describe().Edges);
    }

    [Fact]
    public void OnInit_runs_inside_Add_when_the_node_has_its_place()
    {
        bool alive = false;
        NodeId id = default;
        Probe a = Add("a", init: (executor, node) => (alive, id) = (node.IsAlive && executor == Executor, node.Id));

        Assert.True(alive);
        Assert.Equal(a.Id, id);
    }

    [Fact]
    public void OnInit_that_removes_its_own_node_and_then_throws_is_reported_with_its_own_exception()
    {
        Router<int, int> router = Executor.Add(new EmptyBatch()).RouteBy(number => number);

        NodeException error = Assert.Throws<NodeException>(() => Add("leaving", init: (executor, node) =>
        {
            executor.Sweep(node);
            router.Route(1); // carries out the sweeps that wait
            throw new InvalidDataException("its own");
        }));

        Assert.Equal("its own", Assert.IsType<InvalidDataException>(error.InnerException).Message);
    }

    [Fact]
    public void OnInit_may_ask_for_a_yield_a_timer_and_further_nodes()
    {
        Probe a = Add("a", init: (executor, node) =>
        {
            executor.Yield(node);
            executor.ScheduleAt(node, Testing.At(1));
            Add("b", [node]);
        });

        Runtime.AdvanceTo(Testing.At(2));

        Assert.Equal(["a", "b", "a", "b"], Log);
        Assert.Equal(2, a.Value);
    }

    [Fact]
    public void ErrorPolicy_that_is_no_member_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Add("a", policy: (ErrorPolicy)7));

    [Fact]
    public void Feedbacks_left_unbound_keep_the_run_from_starting_and_are_named()
    {
        Probe a = Add("a"), b = Add("b"), c = Add("c");
        foreach (Probe node in new[] { a, b, c }) Executor.Unbound.Add(node);
        Executor.Unbound.Remove(b);

        var error = Assert.Throws<InvalidOperationException>(() => Runtime.RunCycle());

        Assert.Equal(
            "The run cannot start: node 'a' (#0.1), node 'c' (#2.1) were never bound. Call Bind before running.",
            error.Message);
        Executor.Unbound.Remove(c);
        Executor.Unbound.Remove(a);
        RunWith(a);
        Assert.Equal(["a"], Log);
    }

    [Fact]
    public void Node_that_left_needs_no_binding_any_more()
    {
        Probe a = Add("a");
        Executor.Unbound.Add(a);
        Executor.Sweep(a);

        Assert.False(Runtime.RunCycle());
        Assert.Equal(0, Executor.NodeCount);
    }

    private sealed class LateEdges : Node<int>
    {
        internal void Connect(Node parent) => TriggeredBy(parent);

        protected override Control OnCycle(in CycleContext context) => Control.Unchanged;
    }

    private sealed class EmptyBatch : Node<ReadOnlyMemory<int>>
    {
        protected override Control OnCycle(in CycleContext context) => Control.Unchanged;
    }
}
