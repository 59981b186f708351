namespace Spaxiom.Graph;

/// <summary>
/// A node threw. The message names the node, the cycle and what woke it; the node's own exception is inside.
/// </summary>
public sealed class NodeException : Exception
{
    internal NodeException(
        Node node, string activity, long epoch, Instant now, string cause, string consequence, Exception inner)
        : base(
            $"{node} failed {activity} in epoch {epoch} at {now}{cause}: "
            + $"{inner.GetType().Name}: {inner.Message} {consequence}",
            inner)
    {
        (NodeId, NodeName, Policy, Epoch, Now) = (node.Id, node.Name, node.ErrorPolicy, epoch, now);
    }

    /// <summary>The id the node has or, when it has left, had.</summary>
    public NodeId NodeId { get; }

    /// <summary>The node's label, or null when it has none.</summary>
    public string? NodeName { get; }

    /// <summary>The policy by which the failure was handled.</summary>
    public ErrorPolicy Policy { get; }

    /// <summary>The cycle it happened in, or after.</summary>
    public long Epoch { get; }

    /// <summary>The engine time it happened at.</summary>
    public Instant Now { get; }
}
