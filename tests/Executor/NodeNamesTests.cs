using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Reports that name nodes: ten at most, in words only when they are read.</summary>
public sealed class NodeNamesTests : ExecutorTest
{
    private const string FirstTen =
        "node 'p0' (#0.1), node 'p1' (#1.1), node 'p2' (#2.1), node 'p3' (#3.1), node 'p4' (#4.1), "
        + "node 'p5' (#5.1), node 'p6' (#6.1), node 'p7' (#7.1), node 'p8' (#8.1), node 'p9' (#9.1)";

    [Theory]
    [InlineData(10, "")]
    [InlineData(11, " and 1 more")]
    [InlineData(25, " and 15 more")]
    public void Failure_names_at_most_ten_of_the_mutated_parents_and_counts_the_rest(int parents, string more)
    {
        Probe[] sources = AddMany(parents);
        Add(
            "sum",
            sources,
            (ref int _, in CycleContext _) => throw new InvalidDataException(),
            policy: ErrorPolicy.Hold);

        RunWith(sources);

        Assert.Contains(
            $", woken in the cycle in which {FirstTen}{more} had mutated: ",
            Assert.Single(Failures).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_of_a_node_with_a_hundred_thousand_parents_allocates_as_little_as_with_ten()
    {
        Assert.InRange(FailureBytes(parents: 10), 1, 4_000);
        Assert.InRange(FailureBytes(parents: 100_000), 1, 4_000);
    }

    [Fact]
    public void Failure_keeps_the_names_and_ids_of_when_it_happened_whenever_its_message_is_read()
    {
        Probe a = Add("a");
        Probe b = Add(
            "b",
            [a],
            (ref int _, in CycleContext _) => throw new InvalidDataException("bad"),
            policy: ErrorPolicy.Sweep);

        RunWith(a);
        a.Named("renamed");
        b.Named("renamed too");

        Assert.Equal(
            "node 'b' (#1.1) failed in its cycle function in epoch 1 at 1970-01-01T00:00:00Z, woken in the cycle in "
            + "which node 'a' (#0.1) had mutated: InvalidDataException: bad It and its descendants are removed (policy "
            + "Sweep).",
            Assert.Single(Failures).Message);
    }

    [Fact]
    public void Run_that_cannot_start_names_at_most_ten_unbound_nodes()
    {
        foreach (Probe node in AddMany(12)) Executor.Unbound.Add(node);

        var error = Assert.Throws<InvalidOperationException>(() => Runtime.RunCycle());

        Assert.Equal(
            $"The run cannot start: {FirstTen} and 2 more were never bound. Call Bind before running.", error.Message);
    }

    [Fact]
    public void Run_that_does_not_come_to_rest_names_at_most_ten_nodes_in_creation_order_each_once()
    {
        Probe[] nodes = AddMany(12, (ref int _, in CycleContext context) =>
        {
            context.YieldNow();
            context.ScheduleAt(context.Now);
            return Control.Unchanged;
        });
        for (int i = nodes.Length - 1; i >= 0; i--) Executor.Yield(nodes[i]);

        var error = Assert.Throws<InvalidOperationException>(() => Runtime.RunUntilIdle(maxCycles: 2));

        Assert.Contains($"What keeps going: {FirstTen} and 2 more. ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Node_that_was_not_added_says_so_in_place_of_an_id()
    {
        var named = new Probe(Log, null, [], []) { Name = "x" };
        var nameless = new Probe(Log, null, [], []);

        Assert.Equal(("node 'x' (not added)", "node Probe (not added)"), (named.ToString(), nameless.ToString()));
        Executor.Add(named);
        Executor.Sweep(named);
        Runtime.RunCycle();

        Assert.Equal("node 'x' (#0.1)", named.ToString()); // it has left, and keeps its id
    }

    private Probe[] AddMany(int count, CycleFunction<int>? cycle = null) =>
        [.. Enumerable.Range(0, count).Select(i => Add($"p{i}", cycle: cycle))];

    /// <summary>What one warm cycle under <see cref="ErrorPolicy.Hold"/> allocates.</summary>
    private static long FailureBytes(int parents)
    {
        var runtime = new TestRuntime();
        var source = runtime.Executor.Add(new Beat());
        Node[] sources = [.. Enumerable.Range(0, parents).Select(_ => runtime.Executor.Add(new Beat(source)))];
        var exception = new InvalidDataException();
        runtime.Executor.Add(new Thrower(exception, sources) { ErrorPolicy = ErrorPolicy.Hold });
        RunOnce();
        RunOnce();

        long before = GC.GetAllocatedBytesForCurrentThread();
        RunOnce();
        return GC.GetAllocatedBytesForCurrentThread() - before;

        void RunOnce()
        {
            runtime.Executor.Yield(source);
            runtime.RunCycle();
        }
    }

    private sealed class Beat : Node<int>
    {
        internal Beat(params ReadOnlySpan<Node> parents) => TriggeredBy(parents);

        protected override Control OnCycle(in CycleContext context) => Control.Broadcast;
    }

    private sealed class Thrower : Node<int>
    {
        private readonly Exception _exception;

        internal Thrower(Exception exception, ReadOnlySpan<Node> parents)
        {
            _exception = exception;
            TriggeredBy(parents);
        }

        protected override Control OnCycle(in CycleContext context) => throw _exception;
    }
}
