namespace Spaxiom.Graph;

/// <summary>The nodes that have the next cycle already, at the present instant; for limits and their reports.</summary>
internal readonly struct PendingNodes(Executor executor, ReadySet next)
{
    /// <summary>Whether there is one, inputs aside.</summary>
    internal bool Any => !next.IsEmpty || DueToTimers().Count > 0;

    /// <summary>Their names, inputs included, in creation order.</summary>
    public override string ToString()
    {
        List<Node> due = DueToTimers();
        foreach (Driver driver in executor.Drivers) driver.CollectDue(due);
        HashSet<Node> pending = [.. due];
        var names = new NodeNames();
        foreach (Node node in executor.Nodes)
        {
            if (next.Contains(node.Rank) || pending.Contains(node)) names.Add(node);
        }

        return names.Count == 0 ? "nothing any more" : names.ToString();
    }

    private List<Node> DueToTimers()
    {
        var due = new List<Node>();
        executor.Timers.CollectDue(executor.Now, due);
        return due;
    }
}
