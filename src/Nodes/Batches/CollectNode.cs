namespace Spaxiom.Graph;

/// <content>Collect: all that a fixed set of sources brings in one cycle.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="CollectNode{T}"/>
    /// <param name="executor">The executor the sources are in.</param>
    /// <param name="sources">
    /// At least one; their order is the order of the values. One that is named twice counts twice.
    /// </param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<ReadOnlyMemory<T>> Collect<T>(
        this Executor executor, ReadOnlySpan<Node<T>> sources, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(executor);
        return executor.Add(new CollectNode<T>(sources) { Name = name });
    }
}

/// <summary>
/// The values that a fixed set of sources brings in one cycle, in the order the sources were given. Broadcasts once in
/// every cycle in which a source does, in that same cycle. A changing set is joined by a <see cref="Collector{T}"/>.
/// </summary>
/// <remarks>
/// A source without a value is passed over; there is no value before one has come. Keeps its newest batch, valid until
/// it broadcasts again, in buffers as large as the set.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class CollectNode<T> : Node<ReadOnlyMemory<T>>
{
    private readonly Node<T>[] _sources;
    private BatchBuffer<T> _batch = new();
    private bool _started; // whether it has run

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="sources">
    /// At least one; their order is the order of the values. One that is named twice counts twice.
    /// </param>
    public CollectNode(params ReadOnlySpan<Node<T>> sources)
    {
        if (sources.IsEmpty)
            throw new ArgumentException("Collect needs at least one source, but got none.", nameof(sources));
        _sources = sources.ToArray();
        TriggeredBy(_sources);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        foreach (Node<T> source in _sources)
        {
            if (source.HasValue) executor.Yield(this);
        }
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        foreach (Node<T> source in _sources)
        {
            if (context.Brings(source, isFirst: !_started)) _batch.Add(source.Value);
        }

        _started = true;
        if (_batch.Count == 0) return Control.Unchanged;
        State = _batch.Publish();
        return Control.Broadcast;
    }
}
