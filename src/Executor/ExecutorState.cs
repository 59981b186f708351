namespace Spaxiom.Graph;

/// <summary>The parts of a graph's state that are in no node, as an image visits them between two cycles.</summary>
internal static class ExecutorState
{
    /// <summary>Why the graph cannot be saved now: something is under way that is in no node. Else null.</summary>
    internal static string? ObstacleIn(Executor executor)
    {
        if (executor.Step != Step.Between) return $"a cycle is under way, in step {executor.Step}";
        if (executor.Spawns.Count > 0) return $"{executor.Spawns.Count} spawns wait for the next poll";
        return executor.Deferred.HasRequests ? "sweeps wait for the next poll" : null;
    }

    /// <summary>Visits who stands where.</summary>
    /// <param name="executor">The graph.</param>
    /// <param name="medium">What visits.</param>
    /// <param name="nodes">The nodes by the rank they had, if this loads.</param>
    internal static void VisitPlaces(Executor executor, StateMedium medium, ReadOnlySpan<Node?> nodes)
    {
        medium.Subject = "the topology";
        executor.Topology.OnState(medium, nodes);
        if (!medium.IsLoading) return;
        executor.NextReady.Clear();
        executor.GrowReadySets();
    }

    /// <summary>Visits the timers; when it loads, after the nodes have their ranks.</summary>
    internal static void VisitTimers(Executor executor, StateMedium medium)
    {
        medium.Subject = "the timers";
        executor.Timers.OnState(medium, executor);
    }

    /// <summary>Visits what the executor itself keeps from one cycle to the next.</summary>
    internal static void VisitProgress(Executor executor, StateMedium medium)
    {
        medium.Subject = "the executor";
        (long epoch, Instant now) = (executor.Epoch, executor.Now);
        medium.Field(ref epoch, nameof(executor.Epoch));
        medium.Field(ref now, nameof(executor.Now));
        int[] yields = [.. executor.Topology.NodesIn(executor.NextReady).Select(node => node.Rank)];
        medium.Field(ref yields, nameof(yields));
        bool hasGaps = executor.Requires(Attention.Removals);
        medium.Field(ref hasGaps);
        if (medium.IsLoading) executor.Settle(~Attention.Checks);
        executor.Expiring.OnState(medium);
        if (!medium.IsLoading) return;
        executor.MoveTo(epoch, now);
        executor.Spawns.Clear();
        executor.NextReady.Clear();
        foreach (int rank in yields) executor.NextReady.Add(rank);
        if (hasGaps) executor.Require(Attention.Removals);
    }
}
