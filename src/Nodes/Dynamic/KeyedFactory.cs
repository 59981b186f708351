using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <content>CreateKeyedFactory: subgraphs that are shared by key.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="KeyedFactory{TKey, TNode}"/>
    /// <param name="executor">The executor the subgraphs are added to.</param>
    /// <param name="build">Adds the subgraph of a key and returns the node that callers get.</param>
    /// <param name="comparer">When two keys are equal; the type's own equality by default.</param>
    /// <param name="name">The factory's label; none by default.</param>
    public static KeyedFactory<TKey, TNode> CreateKeyedFactory<TKey, TNode>(
        this Executor executor,
        Func<Executor, TKey, TNode> build,
        IEqualityComparer<TKey>? comparer = null,
        string? name = null)
        where TKey : notnull
        where TNode : Node
    {
        ArgumentNullException.ThrowIfNull(executor);
        return new KeyedFactory<TKey, TNode>(executor, Guard.NotNull(build), comparer) { Name = name };
    }
}

/// <summary>
/// Builds a subgraph once for each key, when it is first asked for, and gives the same one to all who ask. Subgraphs
/// are created in the order they were first asked for.
/// </summary>
/// <remarks>
/// To a subgraph belongs what its build function added, except what that asked other factories for. It leaves as a
/// whole: when it is removed, or when the node that callers get leaves for any other reason (then what is left of it
/// follows before the next cycle). Asked for again after that, it is built anew and starts fresh. A factory keeps an
/// entry and one node beside the subgraph for each key in the graph, nothing for a key whose subgraph has left.
/// </remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TNode">The type of the node that callers get.</typeparam>
public sealed class KeyedFactory<TKey, TNode> : IKeyedFactory
    where TKey : notnull
    where TNode : Node
{
    private readonly Executor _executor;
    private readonly Func<Executor, TKey, TNode> _build;
    private readonly ISubgraph? _scope; // whose building has created this
    private readonly Dictionary<TKey, KeyedSubgraph<TKey, TNode>> _subgraphs; // in the graph, or being built

    internal KeyedFactory(Executor executor, Func<Executor, TKey, TNode> build, IEqualityComparer<TKey>? comparer)
    {
        (_executor, _build, _scope) = (executor, build, executor.Build.Scope);
        executor.Build.Note(this, executor.Epoch);
        _subgraphs = new Dictionary<TKey, KeyedSubgraph<TKey, TNode>>(comparer);
    }

    /// <summary>A label for people: any string, not necessarily unique. Null when not given.</summary>
    public string? Name { get; internal init; }

    string? IKeyedFactory.Name => Name;

    ISubgraph? IKeyedFactory.Scope => _scope;

    /// <summary>How many keys have a subgraph.</summary>
    public int Count => _subgraphs.Count;

    /// <summary>
    /// The node of a key, whose subgraph is built when there is none: between cycles or in <c>Spawn</c>.
    /// </summary>
    /// <remarks>If building throws, what it had added leaves again, and nothing is kept for the key.</remarks>
    /// <exception cref="InvalidOperationException">
    /// The subgraph is to be built inside a cycle, is removed in this cycle, or asks for itself while it is built.
    /// </exception>
    public TNode Get(TKey key)
    {
        _executor.Deferred.ApplySweeps();
        if (!_subgraphs.TryGetValue(key, out KeyedSubgraph<TKey, TNode>? subgraph)) return Build(key);
        if (subgraph.Result is null) ThrowAsksForItself(key);
        if (subgraph.Result.IsDoomed) ThrowLeaving(key);
        return subgraph.Result;
    }

    /// <summary>The node of a key, if its subgraph is in the graph and stays. Also inside a cycle.</summary>
    public bool TryGet(TKey key, [NotNullWhen(true)] out TNode? node)
    {
        _executor.Deferred.ApplySweeps();
        node = _subgraphs.TryGetValue(key, out KeyedSubgraph<TKey, TNode>? subgraph) ? subgraph.Result : null;
        if (node is null || !node.IsDoomed) return node is not null;
        node = null;
        return false;
    }

    /// <summary>
    /// Builds the subgraph of a key at the end of this cycle or before the next poll, if there is none then.
    /// </summary>
    public void Spawn(TKey key) =>
        _executor.Spawn((Factory: this, Key: key), static (_, asked) => asked.Factory.Get(asked.Key));

    /// <summary>
    /// Removes the subgraph of a key and all that was built on it, like <see cref="Executor.Sweep"/>.
    /// </summary>
    /// <returns>False when there is none.</returns>
    public bool Remove(TKey key)
    {
        if (!TryGet(key, out _)) return false;
        _subgraphs[key].Sweep(_executor);
        return true;
    }

    /// <summary>Forgets a subgraph that has left.</summary>
    internal void Forget(TKey key) => _subgraphs.Remove(key);

    /// <inheritdoc/>
    void IStatePart.OnState(StateMedium medium)
    {
        medium.Constant(Name);
        medium.Scratch(_subgraphs); // are built again, in order of rank
    }

    /// <inheritdoc/>
    void IKeyedFactory.SaveKey(StateMedium medium, ISubgraph subgraph)
    {
        TKey key = ((KeyedSubgraph<TKey, TNode>)subgraph).Value;
        medium.Field(ref key);
    }

    /// <inheritdoc/>
    ISubgraph IKeyedFactory.Rebuild(StateMedium medium)
    {
        TKey key = default!;
        medium.Field(ref key);
        _ = Get(key);
        return _subgraphs[key];
    }

    private TNode Build(TKey key)
    {
        if (!_executor.TakesNodes) ThrowInsideCycle(key);
        var subgraph = new KeyedSubgraph<TKey, TNode>(key, this);
        _subgraphs.Add(key, subgraph);
        ISubgraph? outer = _executor.Build.Scope;
        _executor.Build.Scope = subgraph;
        try
        {
            TNode result = _build(_executor, key) ?? throw new InvalidOperationException(
                $"The build function for key '{key}' returned null. Return the node that callers get.");
            subgraph.Complete(result);
            _executor.Add(subgraph);
            return result;
        }
        catch
        {
            _subgraphs.Remove(key);
            if (!_executor.IsFaulted) subgraph.Sweep(_executor);
            throw;
        }
        finally
        {
            _executor.Build.Scope = outer;
        }
    }

    /// <summary>What an error calls the subgraph of a key.</summary>
    private string Subgraph(TKey key) =>
        Name is null ? $"The subgraph of key '{key}'" : $"The subgraph of key '{key}' of the factory '{Name}'";

    [DoesNotReturn]
    private void ThrowInsideCycle(TKey key) => throw new InvalidOperationException(
        $"{Subgraph(key)} cannot be built during a cycle: the graph changes only between cycles. "
        + "Call Spawn, and Get or TryGet from the next cycle on.");

    [DoesNotReturn]
    private void ThrowLeaving(TKey key) => throw new InvalidOperationException(
        $"{Subgraph(key)} leaves at the end of this cycle. Call Spawn to have it built anew after that.");

    [DoesNotReturn]
    private static void ThrowAsksForItself(TKey key) => throw new InvalidOperationException(
        $"The build function for key '{key}' asks for the same key. A subgraph can be built only on others.");
}
