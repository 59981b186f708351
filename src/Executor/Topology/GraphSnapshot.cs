using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>A node at the moment of a <see cref="GraphSnapshot"/>.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its label, or null.</param>
/// <param name="Kind">Its type, readable: <c>Periodic</c>, <c>SelectNode&lt;Int32, Double&gt;</c>.</param>
/// <param name="ErrorPolicy">What happens when it throws.</param>
/// <param name="Failures">How many times it has thrown.</param>
public sealed record GraphNode(NodeId Id, string? Name, string Kind, ErrorPolicy ErrorPolicy, long Failures);

/// <summary>An edge at the moment of a <see cref="GraphSnapshot"/>.</summary>
/// <param name="Parent">The node at which the edge starts.</param>
/// <param name="Child">The node that runs after the parent.</param>
/// <param name="Relationship">Whether the child also runs because of the parent.</param>
public sealed record GraphEdge(NodeId Parent, NodeId Child, Relationship Relationship);

/// <summary>A graph at one moment, from <see cref="Executor.Describe"/>. A snapshot never changes.</summary>
[DebuggerDisplay("{Nodes.Count} nodes, {Edges.Count} edges")]
public sealed class GraphSnapshot
{
    private GraphSnapshot(IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphEdge> edges) =>
        (Nodes, Edges) = (nodes, edges);

    /// <summary>The nodes, in creation order.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>
    /// The edges, by child in creation order; the edges of one child are in the order in which its parents were named.
    /// </summary>
    public IReadOnlyList<GraphEdge> Edges { get; }

    /// <summary>The graph for Graphviz. Names are labels, and Observe edges are dashed.</summary>
    public string ToDot() => SnapshotFormats.Dot(this);

    /// <summary>The graph as a Mermaid flowchart. Names are labels, and Observe edges are dotted.</summary>
    public string ToMermaid() => SnapshotFormats.Mermaid(this);

    /// <summary>
    /// The graph as JSON: <c>{"nodes": [{"id", "name", "kind", "errorPolicy", "failures"}], "edges": [{"parent",
    /// "child", "relationship"}]}</c>, ids as <c>#slot.generation</c>.
    /// </summary>
    public string ToJson() => SnapshotFormats.Json(this);

    internal static GraphSnapshot Of(NodesInPlaces alive)
    {
        var nodes = new List<GraphNode>();
        var edges = new List<GraphEdge>();
        foreach (Node node in alive)
        {
            nodes.Add(new GraphNode(node.Id, node.Name, node.Kind, node.ErrorPolicy, node.Failures));
            foreach (ParentLink link in node.Parents)
                edges.Add(new GraphEdge(link.Parent.Id, node.Id, link.Relationship));
        }

        return new GraphSnapshot(nodes.AsReadOnly(), edges.AsReadOnly());
    }
}
