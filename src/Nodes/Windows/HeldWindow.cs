namespace Spaxiom.Graph;

/// <summary>
/// What a source has been within a length of time, after <c>now - length</c> and up to <c>now</c>, each value weighted
/// by how long it held: the value that was there at the window's start included.
/// </summary>
/// <remarks>
/// <para>
/// A signal holds a value from the instant at which it comes until the next one comes. Before the first, and from a
/// value that is not Ok, missing or no finite number until the next good one, there is no signal: such time is not
/// covered and has no weight. Of several values at one instant the last one counts. A value leaves at exactly the
/// instant at which it was over plus the length, by a timer.
/// </para>
/// <para>
/// Each statistic is a node. It broadcasts its first value as soon as the source has one, null included, and then only
/// changes. Mean and coverage move while nothing happens: see <see cref="MovingNode{T}"/>. Equal windows are one node,
/// as with <see cref="SampleWindow"/>, of which each sample counts once, however long it held.
/// </para>
/// </remarks>
public sealed class HeldWindow
{
    private readonly SharedStore<HeldStore> _shared;

    internal HeldWindow(SharedStore<HeldStore> shared) => _shared = shared;

    /// <summary>How many values left before their time, because there was no room for them.</summary>
    public long Overflow => _shared.Present?.Overflow ?? 0;

    /// <summary>How many values were not Ok, missing, NaN or infinite.</summary>
    public long Rejected => _shared.Present?.Rejected ?? 0;

    /// <summary>
    /// Whether every value that belongs to the window is in it: false from an overflow until the window has gone past
    /// what was lost.
    /// </summary>
    public bool IsComplete => _shared.Present?.IsComplete ?? true;

    /// <summary>
    /// The integral of the signal over the covered time, by that time; in the source's unit. Null while no time is
    /// covered.
    /// </summary>
    public MovingNode<double?> Mean()
    {
        HeldStore store = _shared.Get();
        return store.Executor!.Add(new HeldMeanNode(store));
    }

    /// <summary>The lowest value of the signal, however short it held. Null while there is none.</summary>
    public Node<double?> Min() =>
        Summary<Lowest>(static (in Lowest lowest) => lowest.HasValue ? lowest.Value : null);

    /// <summary>The highest value of the signal, however short it held. Null while there is none.</summary>
    public Node<double?> Max() =>
        Summary<Highest>(static (in Highest highest) => highest.HasValue ? highest.Value : null);

    /// <summary>The highest value of the signal less the lowest. Null while there is none.</summary>
    public Node<double?> Range() => Summary<Extent>(static (in Extent extent) => extent.Range);

    /// <summary>
    /// The value now less the value at the window's start, by the length, in the source's unit per second. Null while
    /// there is no value at one of them, so before the signal is as old as the window is long.
    /// </summary>
    public Node<double?> Rate()
    {
        HeldStore store = _shared.Get();
        return store.Executor!.Add(new HeldRateNode(store));
    }

    /// <summary>For which part of the length there was a signal, from 0 to 1.</summary>
    public MovingNode<double?> Coverage()
    {
        HeldStore store = _shared.Get();
        return store.Executor!.Add(new CoverageNode(store));
    }

    private HeldSummaryNode<TAggregate> Summary<TAggregate>(Formula<TAggregate, double?> formula)
        where TAggregate : struct, IAggregate<TAggregate, HeldSegment>
    {
        HeldStore store = _shared.Get();
        return store.Executor!.Add(
            new HeldSummaryNode<TAggregate>(store, store.Summarize<TAggregate>(), formula));
    }
}
