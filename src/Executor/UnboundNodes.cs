using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <summary>Nodes that must be completed (feedbacks, to be bound) before a run may start.</summary>
internal sealed class UnboundNodes
{
    private readonly List<Node> _nodes = [];

    /// <summary>Whether a run may not start yet.</summary>
    internal bool Any => _nodes.Count > 0;

    internal void Add(Node node) => _nodes.Add(node);

    /// <summary>The node is complete, or has left.</summary>
    internal void Remove(Node node)
    {
        if (_nodes.Count > 0) _nodes.Remove(node);
    }

    /// <summary>Refuses the run, and names the nodes.</summary>
    [DoesNotReturn]
    internal void Throw()
    {
        var names = new NodeNames();
        foreach (Node node in _nodes) names.Add(node);
        string verb = names.Count == 1 ? "was" : "were";
        throw new InvalidOperationException(
            $"The run cannot start: {names} {verb} never bound. Call Bind before running.");
    }
}
