namespace Spaxiom.Graph;

/// <content>Collect: all that a fixed set of sources brings in one cycle.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The values that a fixed set of sources brings in one cycle, in the order the sources were given. Broadcasts once
    /// in every cycle in which a source does, in that same cycle. A changing set is joined by a
    /// <see cref="Collector{T}"/>.
    /// </summary>
    /// <remarks>
    /// A source without a value is passed over; there is no value before one has come. Keeps its newest batch, valid
    /// until it broadcasts again, in buffers as large as the set.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="executor">The executor the sources are in.</param>
    /// <param name="sources">
    /// At least one; their order is the order of the values. One that is named twice counts twice.
    /// </param>
    public static Node<ReadOnlyMemory<T>> Collect<T>(this Executor executor, params ReadOnlySpan<Node<T>> sources)
    {
        ArgumentNullException.ThrowIfNull(executor);
        if (sources.IsEmpty)
            throw new ArgumentException("Collect needs at least one source, but got none.", nameof(sources));
        return executor.Add(new CollectNode<T>(sources.ToArray()));
    }
}

/// <summary>The node of <see cref="NodeExtensions.Collect"/>.</summary>
internal sealed class CollectNode<T>(Node<T>[] sources) : JoinNode<ReadOnlyMemory<T>>(sources)
{
    private readonly Node<T>[] _sources = sources;
    private BatchBuffer<T> _batch = new();
    private bool _hasRun; // afterwards only what is broadcast counts

    private protected override bool CanBegin => Array.Exists(_sources, static source => source.HasValue);

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        foreach (Node<T> source in _sources)
        {
            if (context.HasMutatedUnchecked(source) || (!_hasRun && source.HasValue)) _batch.Add(source.Value);
        }

        _hasRun = true;
        if (_batch.Count == 0) return Control.Unchanged;
        State = _batch.Publish(context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Part(ref _batch);
        state.Field(ref _hasRun);
    }
}
