namespace Spaxiom.Graph;

/// <summary>What building a graph leaves to know, so that its state can be loaded into another build of it.</summary>
internal sealed class BuildRecord
{
    /// <summary>What building has made; null unless the graph is to be saved or loaded.</summary>
    internal Blueprint? Blueprint { get; set; }

    /// <summary>Keyed factories created before the first cycle, outside the building of a subgraph.</summary>
    internal List<IKeyedFactory> Factories { get; } = [];

    /// <summary>The subgraph that is being built, which notes what is added; null when none is.</summary>
    internal ISubgraph? Scope { get; set; }

    /// <summary>Whether somebody wants to know which nodes are added.</summary>
    internal bool IsWanted => Scope is not null || Blueprint is not null;

    /// <summary>Notes a node that was added: its subgraph knows it or, when it has none, who asked for it.</summary>
    internal void Note(Node node, Node? requester)
    {
        Scope?.Nodes.Add(node);
        Blueprint?.Note(node, requester);
    }

    /// <summary>Notes a keyed factory, so that it is found again in a fresh build.</summary>
    internal void Note(IKeyedFactory factory, long epoch)
    {
        if (Scope is { } scope) scope.Factories.Add(factory);
        else if (epoch == 0) Factories.Add(factory);
    }
}
