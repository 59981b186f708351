namespace Spaxiom.Graph;

/// <summary>The nodes that a keyed factory has built for one key. The node beside them implements it.</summary>
internal interface ISubgraph
{
    /// <summary>What has built it.</summary>
    IKeyedFactory Factory { get; }

    /// <summary>What the build function has added, in that order; some may have left again.</summary>
    List<Node> Nodes { get; }

    /// <summary>The factories that the build function has created, in that order.</summary>
    List<IKeyedFactory> Factories { get; }
}

/// <summary>Builds a subgraph for each key, and can do so again when a graph is loaded.</summary>
internal interface IKeyedFactory : IStatePart
{
    /// <summary>The label without which nothing is built again; null when none was given.</summary>
    string? Name { get; }

    /// <summary>The subgraph whose building has created it; null when none has.</summary>
    ISubgraph? Scope { get; }

    /// <summary>Saves the key of one of its subgraphs.</summary>
    void SaveKey(StateMedium medium, ISubgraph subgraph);

    /// <summary>Loads a key, and builds its subgraph unless it is there.</summary>
    ISubgraph Rebuild(StateMedium medium);
}
