using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>Something from outside the graph that wakes one node: it goes dead when the node leaves.</summary>
[DebuggerDisplay("{GetType().Name,nq} of {Node}")]
public abstract class NodeInput
{
    private protected NodeInput(Node node) => Node = node;

    /// <summary>The node it wakes.</summary>
    public Node Node { get; }

    /// <summary>The next input of the same node.</summary>
    internal NodeInput? Next { get; set; }

    /// <summary>The epoch in which the node is told that no more will come; -1 before.</summary>
    internal long CompletedEpoch { get; set; } = -1;

    /// <summary>Whether what it brings depends on more than the run, so that virtual time may refuse it.</summary>
    internal virtual bool IsFromOutside => true;

    /// <summary>Goes dead: late use does nothing, and blocked senders are released.</summary>
    internal abstract void Close();
}
