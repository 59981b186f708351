namespace Spaxiom.Graph;

/// <summary>The nodes whose values hold for the last cycle only.</summary>
internal sealed class ExpiringValues(Executor executor)
{
    private readonly List<NodeSlot> _nodes = [];

    /// <summary>Lets the node forget its value when the next cycle starts, before any node runs.</summary>
    internal void Add(Node node)
    {
        _nodes.Add(new NodeSlot(node));
        executor.Require(Attention.Expiry);
    }

    /// <summary>Lets every one of them that is still in the graph forget its value.</summary>
    internal void ExpireAll()
    {
        foreach (NodeSlot slot in _nodes)
        {
            if (slot.Node!.IsAlive) slot.Node.Expire();
        }

        _nodes.Clear();
        executor.Settle(Attention.Expiry);
    }

    /// <summary>Visits them by rank; when it loads, after the nodes have their ranks.</summary>
    internal void OnState(StateMedium medium)
    {
        int[] ranks = [.. _nodes.Where(slot => slot.Node!.IsAlive).Select(slot => slot.Node!.Rank)];
        medium.Field(ref ranks, nameof(_nodes));
        if (!medium.IsLoading) return;
        _nodes.Clear();
        foreach (int rank in ranks) Add(executor.Topology[rank]);
    }
}
