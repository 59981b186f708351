namespace Spaxiom.Graph;

/// <content>RouteBy: batches are taken apart by key.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="Router{TKey, T}"/>
    /// <param name="source">Where the batches come from.</param>
    /// <param name="keySelector">
    /// Says where an item goes; called once an item, in order. The key must not be null.
    /// </param>
    /// <param name="comparer">When two keys are equal; the type's own equality by default.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Router<TKey, T> RouteBy<TKey, T>(
        this Node<ReadOnlyMemory<T>> source,
        Func<T, TKey> keySelector,
        IEqualityComparer<TKey>? comparer = null,
        string? name = null)
        where TKey : notnull =>
        ExecutorOf(source).Add(new Router<TKey, T>(source, Guard.NotNull(keySelector), comparer) { Name = name });
}

/// <summary>
/// Takes batches apart by key. Each key that was asked for by <see cref="Route"/> has an output: a node that runs and
/// broadcasts in the cycle of a batch with items of its key, with just those items in their order. In every other cycle
/// it does not run and reads as empty. The cost of a cycle depends on the items and the outputs they go to, not on the
/// others.
/// </summary>
/// <remarks>
/// The router itself never broadcasts. Its value counts the items whose key had no output: such a key makes no node.
/// Before its source has a value it does nothing. Outputs leave with the router, and the router with its source. Keeps
/// one entry and the buffers of one batch for each output, nothing for a key whose output has left.
/// </remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class Router<TKey, T> : Node<long>, IOffshootRoot
    where TKey : notnull
{
    private readonly Func<T, TKey> _keySelector;
    private readonly Dictionary<TKey, RouterOutput<TKey, T>> _outputs; // exactly those in the graph
    private readonly List<RouterOutput<TKey, T>> _reached = [];        // by the batch; empty between runs
    private readonly Node<ReadOnlyMemory<T>> _source;
    private bool _hasTaken; // whether a batch was ever taken

    internal Router(
        Node<ReadOnlyMemory<T>> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer)
        : base(initial: 0)
    {
        (_source, _keySelector) = (source, keySelector);
        _outputs = new Dictionary<TKey, RouterOutput<TKey, T>>(comparer);
        TriggeredBy(source);
    }

    /// <summary>How many outputs there are.</summary>
    public int OutputCount => _outputs.Count;

    /// <summary>The output of a key, which is made when it does not exist: between cycles or in <c>Spawn</c>.</summary>
    /// <remarks>
    /// Its batch can be read until the next cycle begins. Once an output was removed, the next one of its key is a new
    /// node; inside the cycle that removes it, asking is refused.
    /// </remarks>
    /// <param name="key">Which items.</param>
    /// <exception cref="InvalidOperationException">
    /// It is to be made inside a cycle, or is removed in this one.
    /// </exception>
    /// <exception cref="ArgumentException">The router has left.</exception>
    public Node<ReadOnlyMemory<T>> Route(TKey key)
    {
        Executor executor = NodeExtensions.ExecutorOf(this, "router");
        executor.Deferred.ApplySweeps();
        if (_outputs.TryGetValue(key, out RouterOutput<TKey, T>? output))
        {
            if (!output.IsDoomed) return output;
            throw new InvalidOperationException(
                $"The output of {this} for key '{key}' leaves at the end of this cycle. Ask for it again in Spawn.");
        }

        output = new RouterOutput<TKey, T>(key, this);
        executor.Add(output);
        _outputs.Add(key, output);
        return output;
    }

    /// <inheritdoc/>
    string? IOffshootRoot.Obstacle => Name is null ? $"it is an output of {this}, which has no name" : null;

    /// <inheritdoc/>
    Node IOffshootRoot.Regrow(StateMedium medium, ReadOnlySpan<Node?> nodes)
    {
        TKey key = default!;
        medium.Field(ref key);
        return Route(key);
    }

    /// <summary>Removes the output of a key and all that was built on it, like <see cref="Executor.Sweep"/>.</summary>
    /// <returns>False when there is none, or when it is being removed already.</returns>
    public bool Remove(TKey key)
    {
        Home!.Deferred.ApplySweeps();
        if (!_outputs.TryGetValue(key, out RouterOutput<TKey, T>? output) || output.IsDoomed) return false;
        Home.Sweep(output);
        return true;
    }

    /// <summary>Forgets an output that has left.</summary>
    internal void Forget(TKey key) => _outputs.Remove(key);

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (_source.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Field(ref _hasTaken);
        state.Scratch(_outputs); // are added again, in order of rank
        state.Scratch(_reached);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!context.HasMutatedUnchecked(_source) && (_hasTaken || !_source.HasValue)) return Control.Unchanged;
        _hasTaken = true;
        foreach (RouterOutput<TKey, T> output in _reached) output.Discard(); // of a batch whose key selector threw
        _reached.Clear();
        foreach (T item in _source.Value.Span)
        {
            if (!_outputs.TryGetValue(_keySelector(item), out RouterOutput<TKey, T>? output)) State++;
            else if (output.Offer(item)) _reached.Add(output);
        }

        foreach (RouterOutput<TKey, T> output in _reached) context.Executor.RunAlso(output);
        _reached.Clear();
        return Control.Unchanged;
    }
}

/// <summary>
/// The items of one key. It only observes the router, which makes it ready in the cycles that bring it something.
/// </summary>
internal sealed class RouterOutput<TKey, T> : Node<ReadOnlyMemory<T>>, IOffshoot
    where TKey : notnull
{
    private readonly TKey _key;
    private readonly Router<TKey, T> _router;
    private BatchBuffer<T> _batch = new();

    internal RouterOutput(TKey key, Router<TKey, T> router)
        : base(ReadOnlyMemory<T>.Empty)
    {
        (_key, _router) = (key, router);
        ObserverOf(router);
    }

    /// <summary>Takes an item of the batch.</summary>
    /// <returns>Whether it is the first.</returns>
    internal bool Offer(T item)
    {
        _batch.Add(item);
        return _batch.Count == 1;
    }

    /// <summary>Forgets the items it was offered.</summary>
    internal void Discard() => _batch.Clear();

    /// <inheritdoc/>
    IOffshootRoot IOffshoot.Root => _router;

    /// <inheritdoc/>
    void IOffshoot.SaveRequest(StateMedium medium)
    {
        TKey key = _key;
        medium.Field(ref key);
    }

    internal override void Expire() => State = ReadOnlyMemory<T>.Empty;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (_batch.Count == 0) return Control.Unchanged;
        State = _batch.Publish(context.Poisons);
        context.Executor.Expiring.Add(this);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Constant(_key);
        state.Part(ref _batch);
    }

    /// <inheritdoc/>
    protected override void OnDrop() => _router.Forget(_key);
}
