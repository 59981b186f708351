namespace Spaxiom.Graph;

/// <summary>
/// A node that another one has added because it was asked to: an output of a router, a feed of a collector.
/// </summary>
internal interface IOffshoot
{
    /// <summary>The node that has added it, and can do so again when a graph is loaded.</summary>
    IOffshootRoot Root { get; }

    /// <summary>Saves what was asked for.</summary>
    void SaveRequest(StateMedium medium);
}

/// <summary>A node that adds others when it is asked to.</summary>
internal interface IOffshootRoot
{
    /// <summary>Why what it adds cannot be added again when a graph is loaded; null when it can.</summary>
    string? Obstacle { get; }

    /// <summary>Loads what was asked for, and adds the node unless it is there.</summary>
    /// <param name="medium">What loads.</param>
    /// <param name="nodes">The nodes that were loaded so far, by the rank they had when they were saved.</param>
    Node Regrow(StateMedium medium, ReadOnlySpan<Node?> nodes);
}
