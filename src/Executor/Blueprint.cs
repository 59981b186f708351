namespace Spaxiom.Graph;

/// <summary>
/// What building a graph has made, before its first cycle, and who asked for what was added since: so that a graph that
/// is saved says how each of its nodes comes about, and a fresh build of it is the same.
/// </summary>
internal sealed class Blueprint
{
    private readonly Dictionary<Node, int> _ordinals = [];
    private readonly Dictionary<Node, Node?> _requesters = []; // of the nodes in the graph that were added since

    internal Blueprint(Executor executor)
    {
        var nodes = new List<Node>(executor.NodeCount);
        foreach (Node node in executor.Nodes)
        {
            _ordinals.Add(node, nodes.Count);
            nodes.Add(node);
        }

        (Nodes, Factories) = (nodes, [.. executor.Build.Factories]);
    }

    /// <summary>The nodes that were built, in creation order; some may have left.</summary>
    internal IReadOnlyList<Node> Nodes { get; }

    /// <summary>The keyed factories that were created outside the building of a subgraph, in that order.</summary>
    internal IReadOnlyList<IKeyedFactory> Factories { get; }

    /// <summary>Whether building has made the node.</summary>
    internal bool Contains(Node node) => _ordinals.ContainsKey(node);

    /// <summary>Where the factory stands among those that building has made; -1 when it is none of them.</summary>
    internal int OrdinalOf(IKeyedFactory factory)
    {
        for (int i = 0; i < Factories.Count; i++)
        {
            if (Factories[i] == factory) return i;
        }

        return -1;
    }

    /// <summary>Notes who asked for a node that was added; null for nobody in the graph.</summary>
    internal void Note(Node node, Node? requester) => _requesters.Add(node, requester);

    /// <summary>Forgets a node that has left.</summary>
    internal void Forget(Node node) => _requesters.Remove(node);

    /// <summary>Who asked for a node that was noted, as a report says it.</summary>
    internal string RequesterOf(Node node) =>
        _requesters.GetValueOrDefault(node) is { } requester ? requester.ToString() : "code outside the graph";
}
