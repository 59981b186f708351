namespace Spaxiom.Graph;

/// <summary>
/// Stands beside the subgraph of a key, which leaves as a whole: being a child of the node that callers get, it learns
/// when that node leaves, removes the rest and lets the factory forget the key.
/// </summary>
internal sealed class KeyedSubgraph<TKey, TNode>(TKey key, KeyedFactory<TKey, TNode> factory)
    : Node<TKey>(key), ISubgraph
    where TKey : notnull
    where TNode : Node
{
    private List<IKeyedFactory>? _factories; // null while there is none

    /// <summary>What the build function has added, and this node.</summary>
    public List<Node> Nodes { get; } = [];

    /// <inheritdoc/>
    public List<IKeyedFactory> Factories => _factories ??= [];

    /// <inheritdoc/>
    IKeyedFactory ISubgraph.Factory => factory;

    /// <summary>The node that callers get; null while the subgraph is built.</summary>
    internal TNode? Result { get; private set; }

    /// <summary>Names the node that callers get, before this node is added.</summary>
    internal void Complete(TNode result)
    {
        Result = result;
        ObserverOf(result);
    }

    /// <summary>Asks for the removal of the whole subgraph.</summary>
    internal void Sweep(Executor executor)
    {
        foreach (Node node in Nodes) executor.Sweep(node);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context) => Control.Unchanged;

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Scratch(Nodes); // these three are as building has made them
        state.Scratch(Result);
        state.Scratch(_factories);
    }

    /// <inheritdoc/>
    protected override void OnDrop()
    {
        factory.Forget(State);
        foreach (Node node in Nodes) node.SweepAfterwards();
    }
}
