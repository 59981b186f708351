using System.Runtime.InteropServices;

namespace Spaxiom.Graph;

/// <summary>The nodes that asked to run in the next cycle, each once, in the order they asked.</summary>
internal sealed class FifoYieldQueue : YieldQueue
{
    private readonly List<Node> _nodes = []; // exactly the nodes whose HasYielded is set

    internal override int Count => _nodes.Count;

    internal override ReadOnlySpan<Node> Pending => CollectionsMarshal.AsSpan(_nodes);

    internal override void Add(Node node)
    {
        if (node.HasYielded) return;
        node.HasYielded = true;
        _nodes.Add(node);
    }

    internal override void Poll(Executor executor)
    {
        foreach (Node node in Pending)
        {
            node.HasYielded = false;
            executor.MakeReady(node);
        }

        _nodes.Clear();
    }

    internal override void AssertInvariants(Executor executor)
    {
        foreach (Node node in Pending)
            Invariant.Holds(node.HasYielded && node.Home == executor, $"{node} is in the yield queue by mistake.");
    }
}
