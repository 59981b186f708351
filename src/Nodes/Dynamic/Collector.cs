namespace Spaxiom.Graph;

/// <content>AddCollector: where a changing set of producers is joined.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="Collector{T}"/>
    /// <param name="executor">The executor the producers are in.</param>
    public static Collector<T> AddCollector<T>(this Executor executor)
    {
        ArgumentNullException.ThrowIfNull(executor);
        return executor.Add(new Collector<T>());
    }
}

/// <summary>
/// The values of a changing set of producers. What the producers broadcast in one cycle is one batch of the next cycle,
/// in virtual time at the same instant, in the creation order of the producers, whatever the order in which they
/// joined. Broadcasts once for each such batch.
/// </summary>
/// <remarks>
/// The present value of a producer that joins is its first one. A producer may join between cycles and in <c>Spawn</c>,
/// and leave at any time; it never takes the collector with it, and what it has broadcast before is still delivered. So
/// a producer may also descend from the collector. There is no value before the first batch. Keeps its newest batch,
/// valid until it broadcasts again, in buffers that grow to the largest one.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class Collector<T> : Node<ReadOnlyMemory<T>>, IOffshootRoot
{
    private readonly Dictionary<Node<T>, CollectorFeed<T>> _feeds = [];
    private BatchBuffer<T> _batch = new();       // of the next cycle
    private BatchBuffer<int> _ranks = new();     // of the producers of _batch, place by place
    private bool _inOrder = true;                // whether _ranks is sorted

    internal Collector()
    {
    }

    /// <summary>How many producers there are.</summary>
    public int ProducerCount => _feeds.Count;

    /// <summary>
    /// Lets a producer join. Between cycles or in <c>Spawn</c>; once the collector has left it does nothing.
    /// </summary>
    /// <param name="producer">A node alive in the same executor, which is not a producer already.</param>
    /// <exception cref="ArgumentException">It is a producer already, or not alive in the same executor.</exception>
    /// <exception cref="InvalidOperationException">Called inside a cycle.</exception>
    public void Add(Node<T> producer)
    {
        ArgumentNullException.ThrowIfNull(producer);
        if (Executor is not { } executor) return;
        executor.Deferred.ApplySweeps();
        if (_feeds.ContainsKey(producer))
        {
            throw new ArgumentException(
                $"{producer} is a producer of {this} already. Add each producer once.", nameof(producer));
        }

        var feed = new CollectorFeed<T>(producer, this);
        executor.Add(feed);
        _feeds.Add(producer, feed);
    }

    /// <inheritdoc/>
    string? IOffshootRoot.Obstacle => null;

    /// <inheritdoc/>
    Node IOffshootRoot.Regrow(StateMedium medium, ReadOnlySpan<Node?> nodes)
    {
        int rank = 0;
        medium.Field(ref rank);
        var producer = (Node<T>)nodes[rank]!;
        if (!_feeds.ContainsKey(producer)) Add(producer);
        return _feeds[producer];
    }

    /// <summary>
    /// Lets a producer leave: in a cycle at its end, like <see cref="Executor.Sweep"/>. The producer itself stays.
    /// </summary>
    /// <returns>False when it is no producer, or when it is leaving already.</returns>
    public bool Remove(Node<T> producer)
    {
        ArgumentNullException.ThrowIfNull(producer);
        Home!.Deferred.ApplySweeps();
        if (!_feeds.TryGetValue(producer, out CollectorFeed<T>? feed) || feed.IsDoomed) return false;
        Home.Sweep(feed);
        return true;
    }

    /// <summary>Takes what a producer has broadcast in this cycle.</summary>
    internal void Offer(int rank, T value)
    {
        if (_ranks.Count > 0 && rank < _ranks.Items[^1]) _inOrder = false;
        _ranks.Add(rank);
        _batch.Add(value);
    }

    /// <summary>Forgets a feed that has left.</summary>
    internal void Forget(Node<T> producer) => _feeds.Remove(producer);

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (_batch.Count == 0) return Control.Unchanged;
        if (!_inOrder) _ranks.Items.Sort(_batch.Items);
        _inOrder = true;
        _ranks.Clear();
        State = _batch.Publish(context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Scratch(_feeds); // are added again, in order of rank
        state.Part(ref _batch);
        state.Part(ref _ranks);
        state.Field(ref _inOrder);
    }

    /// <inheritdoc/>
    protected override void OnDrop()
    {
        // The dictionary's order does not show: nodes always leave youngest first.
        foreach (CollectorFeed<T> feed in _feeds.Values) feed.SweepAfterwards();
    }
}

/// <summary>Hands what one producer broadcasts to a collector, which takes it in the next cycle.</summary>
internal sealed class CollectorFeed<T>(Node<T> producer, Collector<T> collector)
    : OperatorNode<T, bool>(producer), IOffshoot
{
    private readonly Collector<T> _collector = collector;

    /// <inheritdoc/>
    IOffshootRoot IOffshoot.Root => _collector;

    /// <inheritdoc/>
    void IOffshoot.SaveRequest(StateMedium medium)
    {
        int rank = Source.Rank;
        medium.Field(ref rank);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        _collector.Offer(Source.Rank, Source.Value);
        context.Executor.Yield(_collector);
        return Control.Unchanged;
    }

    /// <inheritdoc/>
    protected override void OnDrop() => _collector.Forget(Source);
}
