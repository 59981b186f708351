namespace Spaxiom.Graph;

/// <summary>
/// The node that keeps a window; its value is how many samples are in it. It runs when its source does and when its
/// oldest item leaves, broadcasts when the window has changed, and leaves with its last statistic.
/// </summary>
internal abstract class WindowStore : Node<int>
{
    private protected WindowStore(WindowKey key) => Key = key;

    /// <summary>What makes another window of the same source the same window.</summary>
    internal WindowKey Key { get; }

    /// <summary>The epoch after which this was added.</summary>
    internal long BuiltEpoch { get; private set; }

    /// <summary>The keyed subgraph it was added in, and with which it leaves; null when it was in none.</summary>
    internal ISubgraph? Scope { get; private set; }

    /// <summary>How many items left before their time, because there was no room.</summary>
    internal abstract long Overflow { get; }

    /// <summary>How many values were no samples.</summary>
    internal abstract long Rejected { get; }

    /// <summary>Whether the window holds everything that belongs to it.</summary>
    internal abstract bool IsComplete { get; }

    /// <summary>Whether the source has a value, so that the window has begun or is about to.</summary>
    internal abstract bool HasBegun { get; }

    /// <summary>Leaves when no statistic is left that needs it.</summary>
    internal void SweepIfUnused()
    {
        if (IsAlive && !Home!.Topology.HasChildren(this)) SweepAfterwards();
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor) =>
        (BuiltEpoch, Scope) = (executor.Epoch, executor.Build.Scope);

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Constant(Key);
        long epoch = BuiltEpoch;
        state.Field(ref epoch, nameof(BuiltEpoch));
        BuiltEpoch = epoch;
        state.Scratch(Scope); // building it again has set it
    }

    /// <summary>Gives the number of samples out, at first and whenever the window has changed.</summary>
    private protected Control Publish(bool hasChanged, int count)
    {
        if (!hasChanged && (HasValue || !HasBegun)) return Control.Unchanged;
        State = count;
        return Control.Broadcast;
    }
}
