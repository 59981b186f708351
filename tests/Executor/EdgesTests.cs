using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Parents named more than once, and children that are far apart in creation order.</summary>
public sealed class EdgesTests : ExecutorTest
{
    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    public void Parents_named_repeatedly_in_several_calls_count_once_in_the_order_they_were_named(int count)
    {
        Probe[] parents = [.. Enumerable.Range(0, count).Select(i => Add($"{i}"))];
        Probe[] firstHalf = parents[..(count / 2)];

        Node child = Executor.Add(new ManyParents(observed: [.. firstHalf, .. firstHalf], [.. parents, .. parents]));
        Node observer = Executor.Add(new ManyParents([.. parents, .. parents], triggers: firstHalf[1..]));

        Assert.Equal(
            [
                .. parents.Select(parent => new GraphEdge(parent.Id, child.Id, Relationship.Trigger)),
                .. parents.Select((parent, i) => new GraphEdge(
                    parent.Id,
                    observer.Id,
                    i > 0 && i < count / 2 ? Relationship.Trigger : Relationship.Observe)),
            ],
            Executor.Describe().Edges);
        Executor.AssertInvariants();
    }

    [Fact]
    public void Parents_named_in_any_three_calls_are_kept_once_each_and_know_the_child()
    {
        Probe a = Add("a"), b = Add("b"), c = Add("c");
        Node[][] choices = [[], [a], [a, a], [a, b], [b, a], [c], [a, b, c]];
        (Relationship Relationship, Node[] Parents)[] calls =
            [.. choices.SelectMany(parents => Enum.GetValues<Relationship>().Select(kind => (kind, parents)))];
        var expected = new List<GraphEdge>();

        foreach (var first in calls)
        {
            foreach (var second in calls)
            {
                foreach (var third in calls)
                {
                    Node child = Executor.Add(new CallingParents(first, second, third));
                    var edges = new OrderedDictionary<Node, Relationship>();
                    foreach ((Relationship kind, Node[] parents) in new[] { first, second, third })
                    {
                        foreach (Node parent in parents)
                            if (!edges.TryAdd(parent, kind) && kind == Relationship.Trigger) edges[parent] = kind;
                    }

                    expected.AddRange(edges.Select(edge => new GraphEdge(edge.Key.Id, child.Id, edge.Value)));
                }
            }
        }

        Assert.Equal(expected, Executor.Describe().Edges);
        Executor.AssertInvariants();
        Executor.Sweep(b);
        Runtime.RunCycle();
        Executor.AssertInvariants();
        Assert.All(Executor.Describe().Edges, edge => Assert.NotEqual(b.Id, edge.Parent));
    }

    [Fact]
    public void Null_among_the_parents_is_refused_and_named()
    {
        Probe parent = Add("parent");

        Assert.Throws<ArgumentNullException>("parents", () => new ManyParents(observed: [parent, null!], []));
        Assert.Throws<ArgumentNullException>("parents", () => new ManyParents([], triggers: [null!]));
    }

    [Fact]
    public void Trigger_children_far_apart_run_until_they_leave_whichever_leaves_first()
    {
        int[] ranks = [70, 71, 130, 300]; // two neighbours in one word of ranks, and two in words of their own
        for (int order = 0; order < 24; order++)
        {
            TestRuntime runtime = Testing.NewRuntime();
            var log = new List<string>();
            var children = new List<Probe>();
            Probe parent = runtime.Executor.Add(new Probe([], null, [], []) { Name = "parent" });
            for (int rank = 1; rank <= ranks[^1]; rank++)
            {
                bool isChild = ranks.Contains(rank);
                Probe node = new(log, null, isChild ? [parent] : [], []) { Name = $"{rank}" };
                runtime.Executor.Add(node);
                if (isChild) children.Add(node);
            }

            for (int left = 4; left > 0; left--)
            {
                AssertRun(runtime, parent, log, children);
                Probe leaver = children[order / Factorial(left - 1) % left];
                children.Remove(leaver);
                runtime.Executor.Sweep(leaver);
            }

            AssertRun(runtime, parent, log, children);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Trigger_children_that_stand_together_far_from_their_parent_run_until_they_leave(int firstToLeave)
    {
        Probe parent = Add("parent");
        for (int i = 0; i < 99; i++) Add("between");
        List<Probe> children = [Add("first", [parent]), Add("second", [parent])];

        AssertRun(Runtime, parent, Log, children);
        Executor.Sweep(children[firstToLeave]);
        children.RemoveAt(firstToLeave);
        AssertRun(Runtime, parent, Log, children);
        children.Add(Add("third", [parent]));
        AssertRun(Runtime, parent, Log, children);
    }

    private static void AssertRun(TestRuntime runtime, Probe parent, List<string> log, List<Probe> children)
    {
        runtime.Executor.Yield(parent);
        runtime.RunCycle();

        Assert.Equal(
            children.Select(child => child.Name!),
            log.Where(entry => entry != "parent" && !entry.EndsWith(":drop", StringComparison.Ordinal)));
        log.Clear();
    }

    private static int Factorial(int number) => number == 0 ? 1 : number * Factorial(number - 1);

    private sealed class CallingParents : Node<int>
    {
        internal CallingParents(params (Relationship Relationship, Node[] Parents)[] calls)
        {
            foreach ((Relationship relationship, Node[] parents) in calls)
            {
                if (relationship == Relationship.Trigger) TriggeredBy(parents);
                else ObserverOf(parents);
            }
        }

        protected override Control OnCycle(in CycleContext context) => Control.Unchanged;
    }

    private sealed class ManyParents : Node<int>
    {
        internal ManyParents(Node[] observed, Node[] triggers)
        {
            ObserverOf(observed);
            TriggeredBy(triggers);
        }

        protected override Control OnCycle(in CycleContext context) => Control.Unchanged;
    }
}
