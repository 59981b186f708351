namespace Spaxiom.Graph;

/// <summary>
/// Finds the node that keeps a window, or adds it: a window is a node only while it has statistics.
/// </summary>
/// <typeparam name="TStore">The kind of node.</typeparam>
internal sealed class SharedStore<TStore>(Node source, WindowKey key, Func<TStore> create)
    where TStore : WindowStore
{
    private TStore? _store;

    /// <summary>What makes another window of the source the same.</summary>
    internal WindowKey Key => key;

    /// <summary>The node, if there is one now.</summary>
    internal TStore? Present => _store is { IsAlive: true } ? _store : null;

    /// <summary>The node: the one that was got before, that of an equal window, or a new one.</summary>
    internal TStore Get()
    {
        Executor executor = NodeExtensions.ExecutorOf(source);
        if (_store is { IsAlive: true, IsDoomed: false } && IsShared(_store)) return _store;
        _store = executor.Topology.FindChild<TStore>(source, IsSame) ?? executor.Add(create());
        return _store;

        bool IsSame(TStore store) =>
            store.Key == key && !store.IsDoomed && IsShared(store)
            && (store.BuiltEpoch == executor.Epoch || !store.HasBegun);

        // A node of another keyed subgraph would take the statistics of this one with it.
        bool IsShared(TStore store) => store.Scope is null || store.Scope == executor.Build.Scope;
    }
}
