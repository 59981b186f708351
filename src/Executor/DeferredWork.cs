namespace Spaxiom.Graph;

/// <summary>
/// Carries out the sweeps and the graph building that were requested outside a cycle and wait for the next poll.
/// </summary>
internal sealed class DeferredWork(
    Executor executor, RemovalQueue removals, SpawnQueue spawns, FailureLog failures)
{
    private const int MaxRounds = 1_000_000;

    /// <summary>
    /// Whether a request waits for the next poll; a poll that came to no cycle leaves what it doomed.
    /// </summary>
    internal bool HasRequests => removals.HasDeferred || spawns.Count > 0 || removals.HasDoomed;

    /// <summary>Carries out the requests, and the requests that these make, until none is left.</summary>
    internal void Apply()
    {
        if (failures.Fault is not null) failures.ThrowFault(); // posted code may have swallowed it
        for (int round = 0; HasRequests; round++)
        {
            if (round == MaxRounds)
            {
                throw new InvalidOperationException(
                    $"Spawns and sweeps asked outside a cycle kept asking for more, {MaxRounds} times. "
                    + "Ask from a node's cycle function instead, which is bounded by cycles.");
            }

            ApplyRound();
        }
    }

    /// <summary>
    /// Where nodes may be added, carries out at once the sweeps that wait for the next poll. A node that is looked up
    /// afterwards is then either here to stay or gone. During a cycle it does nothing.
    /// </summary>
    internal void ApplySweeps()
    {
        using OwnerHold hold = executor.Owner.Hold();
        executor.Access.CheckAlive();
        if (!executor.TakesNodes || !removals.HasDeferred) return;
        Step outer = executor.Step;
        executor.Step = Step.Sweep;
        while (removals.HasDeferred) // OnDrop may ask for more, each time for a node that is still here
        {
            removals.DoomDeferred();
            removals.RemoveDoomed();
        }

        executor.Step = outer;
        if (outer == Step.Between) failures.Report();
    }

    private void ApplyRound()
    {
        try
        {
            executor.Step = Step.Sweep;
            removals.DoomDeferred();
            removals.RemoveDoomed();
            executor.Step = Step.Spawn;
            spawns.Run();
        }
        finally
        {
            executor.Step = Step.Between;
        }

        failures.Report();
    }
}
