using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <content>What may be asked of an executor while building a graph and between cycles.</content>
public sealed partial class Executor
{
    private readonly List<Node> _unbound = []; // nodes that must be completed before a run starts

    /// <summary>Whether nodes may be added now: between cycles and in graph building that was spawned.</summary>
    internal bool TakesNodes => _step is Step.Between or Step.Spawn;

    /// <summary>Where every added node is noted, so that a subgraph knows its nodes; null when nobody asks.</summary>
    internal List<Node>? Additions { get; set; }

    /// <summary>
    /// Puts a node into the graph, after all nodes that are in it already, and runs its <c>OnInit</c>.
    /// </summary>
    /// <typeparam name="TNode">The node's own type.</typeparam>
    /// <param name="node">A node that was never added to an executor; its parents must be alive in this one.</param>
    /// <returns>The same node.</returns>
    /// <exception cref="ArgumentException">
    /// The node was added before, or a parent is not alive in this executor.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Called during a cycle: use <see cref="Spawn(Action{Executor})"/> there.
    /// </exception>
    public TNode Add<TNode>(TNode node)
        where TNode : Node
    {
        ArgumentNullException.ThrowIfNull(node);
        AddNode(node);
        return node;
    }

    /// <summary>Runs the node in the next cycle; asking again changes nothing. Does nothing once it has left.</summary>
    public void Yield(Node node)
    {
        using OwnerHold hold = Owner.Hold();
        if (CheckHeld(node)) _next.Add(node.Rank);
    }

    /// <summary>Wakes a node at an instant; in the next cycle when that is not in the future.</summary>
    /// <remarks>
    /// Timers are in total order: by instant, then in the order of registration. In virtual time a timer is served
    /// exactly at its instant; live, by the first cycle at or after it. Those that are due in one poll share a cycle,
    /// in which nodes run in creation order as in any other.
    /// </remarks>
    /// <returns>A handle to cancel or move it; one that names nothing when the node has left.</returns>
    public TimerHandle ScheduleAt(Node node, Instant when)
    {
        using OwnerHold hold = Owner.Hold();
        return CheckHeld(node) ? _timers.Schedule(node, when, Now) : default;
    }

    /// <summary>Forgets a timer.</summary>
    /// <returns>False when it has fired or was cancelled already.</returns>
    public bool Cancel(TimerHandle timer)
    {
        using OwnerHold hold = Owner.Hold();
        CheckAlive();
        return _timers.Cancel(timer);
    }

    /// <summary>Moves a timer to another instant, as if it had been registered now.</summary>
    /// <returns>False when it has fired or was cancelled already: nothing is scheduled then.</returns>
    public bool Reschedule(TimerHandle timer, Instant when)
    {
        using OwnerHold hold = Owner.Hold();
        CheckAlive();
        return _timers.Reschedule(timer, when, Now);
    }

    /// <summary>
    /// Removes a node and all its descendants: at the end of this cycle or, between cycles, before the next poll.
    /// </summary>
    /// <remarks>
    /// Within a cycle, those of them that have not run yet do not run. Does nothing once the node has left.
    /// </remarks>
    public void Sweep(Node node)
    {
        using OwnerHold hold = Owner.Hold();
        if (!CheckHeld(node)) return;
        if (_step is Step.Poll or Step.Run or Step.Effects) Doom(node);
        else _deferredSweeps.Add(node);
        _attention |= Attention.Steps;
    }

    /// <summary>Builds new nodes at the end of this cycle or, between cycles, before the next poll.</summary>
    /// <param name="build">Adds the nodes. If it throws, the nodes it had added leave again.</param>
    public void Spawn(Action<Executor> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        Spawn(build, static (executor, action) => action(executor));
    }

    /// <summary>Builds new nodes at the end of this cycle or before the next poll, without a closure.</summary>
    /// <typeparam name="TArg">The type of the argument.</typeparam>
    /// <param name="argument">Handed to <paramref name="build"/>.</param>
    /// <param name="build">Adds the nodes. If it throws, the nodes it had added leave again.</param>
    public void Spawn<TArg>(TArg argument, Action<Executor, TArg> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        using OwnerHold hold = Owner.Hold();
        CheckAlive();
        Ask(_step == Step.Run ? Running : _actor ?? _asker, argument, build);
    }

    /// <summary>
    /// A picture of the graph as it is: nodes in creation order, edges, kinds. Works on a faulted executor too.
    /// </summary>
    public GraphSnapshot Describe()
    {
        using OwnerHold hold = Owner.Hold();
        return GraphSnapshot.Of(_topology.Nodes);
    }

    /// <summary>Whether any node depends on this one, which is in the graph.</summary>
    internal bool HasChildren(Node node) => _topology.ChildrenOf(node).Count > 0;

    /// <summary>The first of the nodes woken by a parent that is of a type and passes a test.</summary>
    internal TNode? FindChild<TNode>(Node parent, Func<TNode, bool> isWanted)
        where TNode : Node
    {
        ref ChildRanks children = ref _topology.ChildrenOf(parent);
        foreach (RankWord word in (ReadOnlySpan<RankWord>)[children.OneWord, .. children.Triggers])
        {
            for (ulong bits = word.Bits; bits != 0; bits &= bits - 1)
            {
                if (_topology[RankWord.FirstOf(word.Index, bits)] is TNode node && isWanted(node)) return node;
            }
        }

        return null;
    }

    /// <summary>Notes a node that must be completed (a feedback to be bound) before a run may start.</summary>
    internal void RequireBinding(Node node) => _unbound.Add(node);

    /// <summary>Notes that the node is complete.</summary>
    internal void Bound(Node node) => _unbound.Remove(node);

    /// <summary>Whether some node has the next cycle already, at the present instant.</summary>
    internal bool HasPending
    {
        get
        {
            if (!_next.IsEmpty) return true;
            var due = new List<Node>();
            _timers.CollectDue(Now, due);
            return due.Count > 0;
        }
    }

    /// <summary>The nodes that have the next cycle already, inputs included, in creation order, for reports.</summary>
    internal string DescribePending()
    {
        var due = new List<Node>();
        _timers.CollectDue(Now, due);
        foreach (Driver driver in _drivers) driver.CollectDue(due);
        HashSet<Node> pending = [.. due];
        var names = new NodeNames();
        foreach (Node node in _topology.Nodes)
        {
            if (_next.Contains(node.Rank) || pending.Contains(node)) names.Add(node);
        }

        return names.Count == 0 ? "nothing any more" : names.ToString();
    }

    internal void YieldRunning() => _next.Add(_running);

    internal TimerHandle ScheduleUnchecked(Node node, Instant when) => _timers.Schedule(node, when, Now);

    internal void SpawnUnchecked<TArg>(TArg argument, Action<Executor, TArg> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        Ask(Running, argument, build);
    }

    internal bool CancelUnchecked(TimerHandle timer) => _timers.Cancel(timer);

    internal bool InputCompleted(Node node)
    {
        for (NodeInput? input = node.FirstInput; input is not null; input = input.Next)
        {
            if (input.CompletedEpoch == Epoch) return true;
        }

        return false;
    }

    private void AddNode(Node node)
    {
        using OwnerHold hold = Owner.Hold();
        CheckAlive();
        if (!TakesNodes) ThrowAddInsideCycle(node);
        CheckAddable(node);
        _topology.Attach(node, this);
        Additions?.Add(node);
        if (_topology.RankCount > _next.Capacity) GrowReadySets();
        if (node.ErrorPolicy == ErrorPolicy.Hold) node.Flags |= NodeFlags.Holds;
        Init(node);
    }

    private void Init(Node node)
    {
        Node? outer = _actor;
        int firstRank = node.Rank; // the hook may remove the node
        _actor = node;
        try
        {
            node.Init(this);
        }
        catch (Exception exception) when (exception != _fault)
        {
            Fail(node, "in OnInit", exception);
            if (node.ErrorPolicy != ErrorPolicy.Hold) RemoveFrom(firstRank);
            if (_step == Step.Between) ReportFailures();
            if (_fault is not null) ThrowFault();
        }
        finally
        {
            EndHook(outer);
        }
    }

    private void GrowReadySets()
    {
        _ready.EnsureCapacity(_topology.RankCount);
        _next.EnsureCapacity(_topology.RankCount);
    }

    private void CheckAddable(Node node)
    {
        if (node.Home is not null) ThrowAddedBefore(node);
        foreach (ParentLink link in node.Parents)
        {
            Node parent = link.Parent;
            if (parent.Home != this || !parent.IsAlive || parent.IsDoomed) ThrowParentNotHere(node, parent);
        }
    }

    [DoesNotReturn]
    private static void ThrowAddedBefore(Node node) => throw new ArgumentException(
        $"{node} was added to an executor before; a node can be added once. Make a new one.", nameof(node));

    [DoesNotReturn]
    private void ThrowParentNotHere(Node node, Node parent)
    {
        string state = parent.Home == this ? "has left it or is about to" : "is not in it";
        throw new ArgumentException(
            $"{node} cannot be added: its parent {parent} must be alive in the same executor, but {state}. "
            + "Add parents first.",
            nameof(node));
    }

    [DoesNotReturn]
    private static void ThrowAddInsideCycle(Node node) => throw new InvalidOperationException(
        $"{node} cannot be added during a cycle: the graph changes only between cycles. Use Spawn, which adds it at "
        + "the end of this cycle.");
}
