namespace Spaxiom.Graph;

/// <summary>
/// A node threw. The message names the node, the cycle and what woke it; the node's own exception is inside.
/// </summary>
public sealed class NodeException : Exception
{
    private readonly NodeLabel _node;
    private readonly string _activity, _consequence;
    private readonly NodeNames? _mutated; // the parents that had mutated; null outside a cycle function
    private string? _message;             // null until it is read

    internal NodeException(
        Node node, string activity, NodeNames? mutated, string consequence, Exception inner, long epoch, Instant now)
        : base(message: null, inner)
    {
        (_node, _activity, _mutated, _consequence) = (new NodeLabel(node), activity, mutated, consequence);
        (NodeId, NodeName, Policy, Epoch, Now) = (node.Id, node.Name, node.ErrorPolicy, epoch, now);
    }

    /// <summary>
    /// Who failed at what and when, what woke it (of many parents, ten by name), and what became of it.
    /// </summary>
    public override string Message => _message ??= Describe();

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

    /// <summary>How much posted code never ran, because this failure ended the graph.</summary>
    internal int LostPosts { get; set; }

    private string Describe()
    {
        string cause = _mutated switch
        {
            null => "",
            { Count: 0 } => ", woken by an input, a timer or a yield",
            _ => $", woken in the cycle in which {_mutated} had mutated",
        };
        return $"{_node} failed {_activity} in epoch {Epoch} at {Now}{cause}: "
            + $"{InnerException!.GetType().Name}: {InnerException.Message} {_consequence}"
            + (LostPosts > 0 ? $" Posts that never ran: {LostPosts}." : "");
    }
}
