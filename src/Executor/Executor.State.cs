namespace Spaxiom.Graph;

/// <content>How the state of a whole graph is saved and loaded, between two cycles.</content>
public sealed partial class Executor
{
    /// <summary>What building has made; null unless the graph is to be saved or loaded.</summary>
    internal Blueprint? Blueprint { get; set; }

    /// <summary>Keyed factories created before the first cycle, outside the building of a subgraph.</summary>
    internal List<IKeyedFactory> Factories { get; } = [];

    /// <summary>The subgraph that is being built, which notes what is added; null when none is.</summary>
    internal ISubgraph? Scope { get; set; }

    /// <summary>How values of this graph are saved.</summary>
    internal ValueCodecs Codecs { get; } = new();

    /// <summary>The node of a rank that is in use.</summary>
    internal Node NodeAt(int rank) => _topology[rank];

    /// <summary>Notes a node that was added: its subgraph knows it or, when it has none, who asked for it.</summary>
    private void Note(Node node)
    {
        if (Scope is { } scope) scope.Nodes.Add(node);
        Blueprint?.Note(node, _hooks.Current ?? Spawns.Requester);
    }

    /// <summary>Notes a keyed factory, so that it is found again in a fresh build.</summary>
    internal void Note(IKeyedFactory factory)
    {
        if (Scope is { } scope) scope.Factories.Add(factory);
        else if (Epoch == 0) Factories.Add(factory);
    }

    /// <summary>Why the graph cannot be saved now: something is under way that is in no node. Else null.</summary>
    internal string? SaveObstacle
    {
        get
        {
            if (Step != Step.Between) return $"a cycle is under way, in step {Step}";
            if (Spawns.Count > 0) return $"{Spawns.Count} spawns wait for the next poll";
            return Deferred.HasRequests ? "sweeps wait for the next poll" : null;
        }
    }

    /// <summary>Visits who stands where.</summary>
    /// <param name="medium">What visits.</param>
    /// <param name="nodes">The nodes by the rank they had, if this loads.</param>
    internal void VisitPlaces(StateMedium medium, ReadOnlySpan<Node?> nodes)
    {
        medium.Subject = "the topology";
        _topology.OnState(medium, nodes);
        if (!medium.IsLoading) return;
        _next.Clear();
        GrowReadySets();
    }

    /// <summary>Visits the timers; when it loads, after the nodes have their ranks.</summary>
    internal void VisitTimers(StateMedium medium)
    {
        medium.Subject = "the timers";
        Timers.OnState(medium, this);
    }

    /// <summary>Visits what the executor itself keeps from one cycle to the next.</summary>
    internal void VisitProgress(StateMedium medium)
    {
        medium.Subject = "the executor";
        long epoch = Epoch;
        Instant now = Now;
        medium.Field(ref epoch, nameof(Epoch));
        medium.Field(ref now, nameof(Now));
        int[] yields = YieldedRanks();
        medium.Field(ref yields, nameof(_next));
        bool hasGaps = (_attention & Attention.Removals) != 0;
        medium.Field(ref hasGaps);
        if (medium.IsLoading) _attention &= Attention.Checks;
        Expiring.OnState(medium);
        if (!medium.IsLoading) return;
        (Epoch, Now) = (epoch, now);
        _clock.MoveTo(now);
        Spawns.Clear();
        _next.Clear();
        foreach (int rank in yields) _next.Add(rank);
        if (hasGaps) Require(Attention.Removals);
    }

    private void GrowReadySets()
    {
        _ready.EnsureCapacity(_topology.RankCount);
        _next.EnsureCapacity(_topology.RankCount);
    }

    private int[] YieldedRanks()
    {
        var ranks = new List<int>();
        foreach (Node node in _topology.Nodes)
        {
            if (_next.Contains(node.Rank)) ranks.Add(node.Rank);
        }

        return [.. ranks];
    }
}
