namespace Spaxiom.Graph.Bench;

/// <summary>Layers of equal width: each node sums its own column and the next one of the layer before.</summary>
internal static class Grid
{
    internal static Contender Closures(int width, int layers)
    {
        var closures = new ClosureArray((width * layers) + 1);
        for (int i = 1; i <= width * layers; i++)
        {
            (int left, int right) = Parents(i, width);
            closures[i] = Pair(closures.Values, i, left, right);
        }

        return closures.Contend();
    }

    internal static Contender Engine(int width, int layers, NodeStyle style)
    {
        var graph = new HeldGraph();
        var nodes = new Node<int>[(width * layers) + 1];
        nodes[0] = graph.Executor.Add(new CounterNode());
        for (int i = 1; i < nodes.Length; i++)
        {
            (int left, int right) = Parents(i, width);
            nodes[i] = style == NodeStyle.Derived
                ? graph.Executor.Add(new PairNode(nodes[left], nodes[right]))
                : BuildPair(graph.Executor, nodes[left], nodes[right]);
        }

        return graph.Contend(style.ToString(), nodes[0], nodes[^1]);
    }

    /// <summary>Node 0 is the source, which is both parents of the first layer.</summary>
    private static (int Left, int Right) Parents(int node, int width)
    {
        if (node <= width) return (0, 0);
        int column = (node - 1) % width;
        int above = node - width;
        return (above, above - column + ((column + 1) % width));
    }

    private static Action Pair(int[] values, int place, int left, int right) =>
        () => values[place] = values[left] + values[right];

    private static Node<int> BuildPair(Executor executor, Node<int> left, Node<int> right) =>
        NodeBuilder.Create(0).TriggeredBy(left, right).Build(executor, (ref int state, in CycleContext _) =>
        {
            state = left.Value + right.Value;
            return Control.Broadcast;
        });
}
