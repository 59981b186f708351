namespace Spaxiom.Graph.Bench;

/// <summary>A chain of many nodes is built and dropped again, without running once.</summary>
internal static class Building
{
    /// <summary>The floor: the closures and their array, dropped for the garbage collector.</summary>
    internal static Contender Closures(int nodes) => new("closures", rounds =>
    {
        for (int i = 0; i < rounds; i++) Chain.Closures(nodes, NodeStyle.Derived);
        return nodes;
    });

    internal static Contender Engine(int nodes, NodeStyle style) => new(style.ToString(), rounds =>
    {
        long dropped = 0;
        for (int i = 0; i < rounds; i++)
        {
            using var runtime = new TestRuntime();
            Chain.Build(runtime.Executor, nodes, style);
            dropped = runtime.Executor.NodeCount;
        }

        return dropped;
    });
}
