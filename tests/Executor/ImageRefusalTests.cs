using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>An image is loaded into the graph it was saved from, and only if all of that can be built again.</summary>
public sealed class ImageRefusalTests
{
    [Theory]
    [InlineData("name", "node 'other' (#1.1) is named other, saved was node")]
    [InlineData("kind", "node 'node' (#1.1) is of the kind Keeper<Double>, saved was Keeper<Int32>")]
    [InlineData("policy", "node 'node' (#1.1) has the error policy Hold, saved was FailFast")]
    [InlineData("edge", "node 'node' (#1.1) has the parent 0 (Observe), which was not saved")]
    [InlineData("edge", "node 'node' (#1.1) lacks the parent 0 (Trigger), which was saved")]
    [InlineData("parameter", "node 'node' (#1.1) has the parameter _length = 00:00:07, which was not saved")]
    [InlineData("parameter", "node 'node' (#1.1) lacks the parameter _length = 00:00:05, which was saved")]
    [InlineData("count", "building has made 3 nodes, saved were 2")]
    [InlineData("factory", "keyed factory 0 is named 'others', saved was 'zones'")]
    [InlineData("factories", "building has created 2 keyed factories, saved were 1")]
    public void A_graph_that_differs_is_refused_with_what_differs_and_can_still_run(string change, string sentence)
    {
        byte[] saved = new RuntimeImage(Build("")).Save();
        using TestRuntime runtime = Build(change);

        string message = Assert.Throws<InvalidOperationException>(() => new RuntimeImage(runtime).Load(saved)).Message;

        Assert.StartsWith("The graph is not the one that was saved: ", message, StringComparison.Ordinal);
        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed. Build the graph as the one that was saved.", message);
        runtime.RunUntilIdle();
        Assert.Equal(1, runtime.Executor.Epoch);
    }

    [Fact]
    public void A_node_that_was_spawned_by_no_named_factory_is_refused_together_with_who_asked_for_it()
    {
        using TestRuntime runtime = Testing.NewRuntime();
        Node<int> asker = NodeBuilder.Create(0).Build(
            runtime.Executor, (ref int _, in CycleContext context) =>
            {
                context.Spawn(executor => executor.Constant(7).Named("late"));
                return Control.Unchanged;
            }).Named("asker");
        runtime.Executor.Yield(asker);
        var image = new RuntimeImage(runtime);
        runtime.RunUntilIdle();

        string message = Assert.Throws<InvalidOperationException>(() => image.Save()).Message;
        runtime.Executor.Sweep(asker);
        runtime.Executor.Constant(8).Named("later");
        foreach (Node node in runtime.Executor.Nodes)
        {
            if (node.Name == "late") runtime.Executor.Sweep(node);
        }

        runtime.RunUntilIdle();
        string outside = Assert.Throws<InvalidOperationException>(() => image.Save()).Message;

        Assert.Contains(
            "node 'late' (#1.1), added for node 'asker' (#0.1), could not be built again, because it belongs to no "
            + "keyed factory.",
            message,
            StringComparison.Ordinal);
        Assert.Contains(
            "node 'later' (#2.1), added for code outside the graph, could", outside, StringComparison.Ordinal);
    }

    [Fact]
    public void A_factory_or_router_without_a_name_is_refused()
    {
        using TestRuntime runtime = Testing.NewRuntime();
        KeyedFactory<int, Node<int>> nameless =
            runtime.Executor.CreateKeyedFactory((Executor executor, int key) => executor.Constant(key));
        Router<int, int> router = runtime.AddBurstInput<int>("burst").RouteBy(n => n);
        var image = new RuntimeImage(runtime);

        nameless.Get(1);
        Refused("its keyed factory has no name");
        nameless.Remove(1);
        router.Route(1);
        runtime.RunUntilIdle();
        Refused("it is an output of node Router<Int32, Int32> (#1.1), which has no name");
        router.Named("routes");
        image.Save();

        void Refused(string reason) => Assert.Contains(
            $"because {reason}.",
            Assert.Throws<InvalidOperationException>(() => image.Save()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_factory_that_was_created_while_the_graph_ran_is_refused()
    {
        using TestRuntime runtime = Testing.NewRuntime();
        runtime.Executor.Yield(runtime.Executor.Constant(1));
        var image = new RuntimeImage(runtime);
        runtime.RunUntilIdle();

        runtime.Executor
            .CreateKeyedFactory((Executor executor, int key) => executor.Constant(key), name: "late")
            .Get(1);

        Assert.Contains(
            "nobody would create its keyed factory 'late' again",
            Assert.Throws<InvalidOperationException>(() => image.Save()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_function_that_builds_something_else_is_refused()
    {
        (KeyedFactory<int, Node<int>> factory, RuntimeImage image) = BuildKeyed("zone", count: 1);
        factory.Get(5);
        byte[] saved = image.Save();

        string count = Refusal(BuildKeyed("zone", count: 2).Image);
        string name = Refusal(BuildKeyed("other", count: 1).Image);

        Assert.Contains("'zones' has built 3 nodes for node KeyedSubgraph", count, StringComparison.Ordinal);
        Assert.Contains("is named other, saved was zone", name, StringComparison.Ordinal);
        Assert.Contains("is of no use any more; dispose of its runtime", name, StringComparison.Ordinal);

        string Refusal(RuntimeImage fresh) =>
            Assert.Throws<InvalidOperationException>(() => fresh.Load(saved)).Message;
    }

    private static (KeyedFactory<int, Node<int>> Factory, RuntimeImage Image) BuildKeyed(string name, int count)
    {
        TestRuntime runtime = Testing.NewRuntime();
        KeyedFactory<int, Node<int>> factory = runtime.Executor.CreateKeyedFactory(
            (Executor executor, int key) =>
            {
                for (int i = 1; i < count; i++) executor.Constant(i);
                return executor.Constant(key).Named(name);
            },
            name: "zones");
        return (factory, new RuntimeImage(runtime));
    }

    private static TestRuntime Build(string change)
    {
        TestRuntime runtime = Testing.NewRuntime();
        Node<int> source = runtime.Executor.Constant(1).Named("source");
        var length = TimeSpan.FromSeconds(change == "parameter" ? 7 : 5);
        bool observes = change == "edge";
        ErrorPolicy policy = change == "policy" ? ErrorPolicy.Hold : ErrorPolicy.FailFast;
        string name = change == "name" ? "other" : "node";
        if (change == "kind") runtime.Executor.Add(new Keeper<double>(source, observes, length)).Named(name);
        else runtime.Executor.Add(new Keeper<int>(source, observes, length) { ErrorPolicy = policy }).Named(name);
        if (change == "count") runtime.Executor.Constant(2);
        string factory = change == "factory" ? "others" : "zones";
        runtime.Executor.CreateKeyedFactory((Executor executor, int key) => executor.Constant(key), name: factory);
        if (change == "factories")
            runtime.Executor.CreateKeyedFactory((Executor executor, int key) => executor.Constant(key), name: "more");
        runtime.Executor.Yield(source);
        return runtime;
    }

    private sealed class Keeper<T> : Node<T>
    {
        private readonly TimeSpan _length;

        internal Keeper(Node source, bool observes, TimeSpan length)
        {
            _length = length;
            if (observes) ObserverOf(source);
            else TriggeredBy(source);
        }

        protected override Control OnCycle(in CycleContext context) => Control.Unchanged;

        protected override void OnState(ref StateVisitor state) => state.Constant(_length);
    }
}
