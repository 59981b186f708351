namespace Spaxiom.Graph;

/// <content>What may be asked of an executor while building a graph and between cycles.</content>
public sealed partial class Executor
{
    /// <summary>Whether nodes may be added now: between cycles and in graph building that was spawned.</summary>
    internal bool TakesNodes => Step is Step.Between or Step.Spawn;

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
        if (Access.CheckHeld(node)) _next.Add(node.Rank);
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
        return Access.CheckHeld(node) ? Timers.Schedule(node, when, Now) : default;
    }

    /// <summary>Forgets a timer.</summary>
    /// <returns>False when it has fired or was cancelled already.</returns>
    public bool Cancel(TimerHandle timer)
    {
        using OwnerHold hold = Owner.Hold();
        Access.CheckAlive();
        return Timers.Cancel(timer);
    }

    /// <summary>Moves a timer to another instant, as if it had been registered now.</summary>
    /// <returns>False when it has fired or was cancelled already: nothing is scheduled then.</returns>
    public bool Reschedule(TimerHandle timer, Instant when)
    {
        using OwnerHold hold = Owner.Hold();
        Access.CheckAlive();
        return Timers.Reschedule(timer, when, Now);
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
        if (!Access.CheckHeld(node)) return;
        if (Step is Step.Poll or Step.Run or Step.Effects) Removals.Doom(node);
        else Removals.Defer(node);
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
        Access.CheckAlive();
        Spawns.Add(Step == Step.Run ? Running : _hooks.Current ?? Spawns.Requester, argument, build);
    }

    /// <summary>
    /// A picture of the graph as it is: nodes in creation order, edges, kinds. Works on a faulted executor too.
    /// </summary>
    public GraphSnapshot Describe()
    {
        using OwnerHold hold = Owner.Hold();
        return GraphSnapshot.Of(_topology.Nodes);
    }

    /// <summary>Runs the running node in the next cycle too.</summary>
    internal void YieldRunning() => _next.Add(_running);

    private void AddNode(Node node)
    {
        using OwnerHold hold = Owner.Hold();
        Access.CheckAlive();
        if (!TakesNodes) ExecutorAccess.ThrowAddInsideCycle(node);
        Topology.CheckAttachable(node, this);
        _topology.Attach(node, this);
        if (Build.IsWanted) Build.Note(node, _hooks.Current ?? Spawns.Requester);
        if (_topology.RankCount > _next.Capacity) GrowReadySets();
        if (node.ErrorPolicy == ErrorPolicy.Hold) node.Flags |= NodeFlags.Holds;
        _hooks.Init(node);
    }
}
