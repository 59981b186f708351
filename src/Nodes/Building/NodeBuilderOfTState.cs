namespace Spaxiom.Graph;

/// <summary>
/// Describes a node, then builds it. What is left out has a default: no name, no parents, no hooks,
/// <see cref="ErrorPolicy.FailFast"/>. The order of calls does not matter. A builder builds one node.
/// </summary>
/// <typeparam name="TState">The type of the node's value.</typeparam>
public sealed class NodeBuilder<TState>
{
    private readonly TState _initialState;
    private Node[]? _triggers;
    private Node[]? _observed;
    private NodeHooks<TState>? _hooks; // null while no hook is given
    private string? _name;
    private ErrorPolicy _errorPolicy;
    private bool _built;

    internal NodeBuilder(TState initialState) => _initialState = initialState;

    /// <summary>Labels the node; names need not be unique.</summary>
    public NodeBuilder<TState> Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _name = name;
        return this;
    }

    /// <summary>
    /// The node runs after these and whenever one of them broadcasts. A parent given both ways is a Trigger.
    /// </summary>
    public NodeBuilder<TState> TriggeredBy(params ReadOnlySpan<Node> parents)
    {
        _triggers = Append(_triggers, parents);
        return this;
    }

    /// <summary>The node runs after these, and reads them, but is not woken by them.</summary>
    public NodeBuilder<TState> ObserverOf(params ReadOnlySpan<Node> parents)
    {
        _observed = Append(_observed, parents);
        return this;
    }

    /// <summary>Runs when the node has its place in the graph: ask for timers and yields here.</summary>
    public NodeBuilder<TState> OnInit(Action<Executor, Node<TState>> init)
    {
        (_hooks ??= new()).Init = init;
        return this;
    }

    /// <summary>Runs after each cycle in which the node called <see cref="CycleContext.RequestEffect"/>.</summary>
    public NodeBuilder<TState> OnEffect(Action<TState> effect)
    {
        (_hooks ??= new()).Effect = effect;
        return this;
    }

    /// <summary>Runs once when the node has left.</summary>
    public NodeBuilder<TState> OnDrop(Action<TState> drop)
    {
        (_hooks ??= new()).Drop = drop;
        return this;
    }

    /// <summary>What happens when the node throws.</summary>
    public NodeBuilder<TState> OnError(ErrorPolicy policy)
    {
        _errorPolicy = policy;
        return this;
    }

    /// <summary>Builds the node and adds it.</summary>
    /// <param name="executor">The executor that runs it, in which its parents are alive.</param>
    /// <param name="cycle">What it does in a cycle.</param>
    public Node<TState> Build(Executor executor, CycleFunction<TState> cycle)
    {
        ArgumentNullException.ThrowIfNull(executor);
        ArgumentNullException.ThrowIfNull(cycle);
        return _hooks is null
            ? Add(executor, new BuiltNode<TState>(_initialState, cycle) { Name = _name, ErrorPolicy = _errorPolicy })
            : Add(executor, new BuiltHookedNode<TState>(_initialState, cycle, _hooks)
            {
                Name = _name,
                ErrorPolicy = _errorPolicy,
            });
    }

    /// <summary>Builds the node, adds it, and makes a notifier that wakes it from any thread.</summary>
    /// <param name="executor">The executor that runs it, in which its parents are alive.</param>
    /// <param name="cycle">What it does in a cycle.</param>
    public (Node<TState> Node, Notifier Notifier) BuildWithNotifier(Executor executor, CycleFunction<TState> cycle)
    {
        Node<TState> node = Build(executor, cycle);
        return (node, executor.CreateNotifier(node));
    }

    /// <summary>Builds the node, adds it, and opens a channel that brings it items from any thread.</summary>
    /// <typeparam name="TItem">The type of the items.</typeparam>
    /// <param name="executor">The executor that runs it, in which its parents are alive.</param>
    /// <param name="capacity">How many items can wait, from 1.</param>
    /// <param name="cycle">What it does in a cycle.</param>
    /// <param name="fullMode">What happens to an item sent to a full channel.</param>
    /// <param name="delivery">How the waiting items reach the node.</param>
    public (Node<TState> Node, Sender<TItem> Sender) BuildWithChannel<TItem>(
        Executor executor,
        int capacity,
        ChannelFunction<TState, TItem> cycle,
        FullMode fullMode = FullMode.Wait,
        Delivery delivery = Delivery.Burst)
    {
        ArgumentNullException.ThrowIfNull(executor);
        ArgumentNullException.ThrowIfNull(cycle);
        Guard.AtLeastOne(capacity);
        Guard.Defined(fullMode);
        Guard.Defined(delivery);
        var node = new BuiltChannelNode<TState, TItem>(_initialState, cycle, _hooks)
        {
            Name = _name,
            ErrorPolicy = _errorPolicy,
        };
        Add(executor, node);
        node.Channel = executor.CreateChannel<TItem>(node, capacity, fullMode, delivery);
        return (node, node.Channel.OpenSender());
    }

    private Node<TState> Add(Executor executor, Node<TState> node)
    {
        if (_built)
        {
            string label = _name is null ? "" : $" '{_name}'";
            throw new InvalidOperationException(
                $"This builder has built its node{label} already. Create a builder for each node.");
        }

        if (_triggers is not null) node.Connect(_triggers, Relationship.Trigger);
        if (_observed is not null) node.Connect(_observed, Relationship.Observe);
        executor.Add(node);
        _built = true;
        return node;
    }

    private static Node[] Append(Node[]? known, ReadOnlySpan<Node> more)
    {
        foreach (Node parent in more) ArgumentNullException.ThrowIfNull(parent, "parents");
        return known is null ? more.ToArray() : [.. known, .. more];
    }
}
