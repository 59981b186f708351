namespace Spaxiom.Graph;

/// <summary>The nodes that asked to run in the next cycle.</summary>
internal abstract class YieldQueue
{
    /// <summary>How many nodes are waiting.</summary>
    internal abstract int Count { get; }

    /// <summary>Remembers that the node wants the next cycle, however often it asks.</summary>
    internal abstract void Add(Node node);

    /// <summary>Makes every waiting node ready and forgets them.</summary>
    internal abstract void Poll(Executor executor);

    /// <summary>The waiting nodes in the order they asked, for reports.</summary>
    internal abstract ReadOnlySpan<Node> Pending { get; }

    /// <summary>Checks the whole state.</summary>
    internal abstract void AssertInvariants(Executor executor);
}
