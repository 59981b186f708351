using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <summary>
/// A node of a graph, whatever its value: what the executor runs, orders and removes. Derive from
/// <see cref="Node{T}"/>, or build one with <c>NodeBuilder</c>.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public abstract class Node
{
    /// <summary>In place of an epoch: there is no value yet.</summary>
    private protected const long HasNothing = -2;

    /// <summary>In place of an epoch: the value is the one from the start.</summary>
    private protected const long HasInitial = -1;

    private protected Node()
    {
    }

    /// <summary>Identity, given by <see cref="Executor.Add{TNode}"/>; the default id before.</summary>
    public NodeId Id { get; internal set; }

    /// <summary>A label for people: any string, not necessarily unique. Null, the default, for none.</summary>
    public string? Name
    {
        get => _name;
        init => _name = value;
    }

    /// <summary>What happens when this node throws. Default <see cref="ErrorPolicy.FailFast"/>.</summary>
    public ErrorPolicy ErrorPolicy
    {
        get => _errorPolicy;
        init => _errorPolicy = Guard.Defined(value);
    }

    /// <summary>
    /// Whether the node is in a graph: true from <see cref="Executor.Add{TNode}"/> until it has left.
    /// </summary>
    public bool IsAlive => Rank >= 0;

    /// <summary>How many times the node has thrown, in its cycle function or any of its hooks.</summary>
    public long Failures { get; internal set; }

    /// <summary>The executor the node is in; null before it is added and after it has left.</summary>
    public Executor? Executor => IsAlive ? Home : null;

    private string? _name;
    private ErrorPolicy _errorPolicy;

    /// <summary>
    /// Place in creation order, from 0, renumbered when gaps are closed; -1 while the node is in no graph.
    /// </summary>
    internal int Rank { get; set; } = -1;

    /// <summary>Asks the run loop for a closer look before running the node.</summary>
    internal NodeFlags Flags { get; set; }

    /// <summary>
    /// The epoch of the last broadcast. Before the first, <see cref="HasInitial"/> or <see cref="HasNothing"/>.
    /// </summary>
    internal long MutatedEpoch { get; set; } = HasNothing;

    /// <summary>Whether there is a value, whatever its type.</summary>
    internal bool HasAnyValue => MutatedEpoch > HasNothing;

    /// <summary>The parents, fixed once the node is added and forgotten when it leaves.</summary>
    internal ParentList Parents;

    /// <summary>The executor the node was added to, also after it has left; null before.</summary>
    internal Executor? Home { get; set; }

    /// <summary>First of the node's timers in the timer queue's own numbering; -1 when it has none.</summary>
    internal int FirstTimer { get; set; } = -1;

    /// <summary>First of the inputs that wake this node; null when none does.</summary>
    internal NodeInput? FirstInput { get; set; }

    /// <summary>What kind of node this is, for reports: the type's name and arguments.</summary>
    internal string Kind => TypeNames.Readable(KindType);

    /// <summary>The type by which <see cref="Kind"/> calls the node.</summary>
    internal virtual Type KindType => GetType();

    /// <summary>
    /// Makes the child run after the parents, whenever one of them broadcasts. Call it in the constructor.
    /// </summary>
    /// <param name="parents">Nodes alive in the executor this node will be added to. Repeats count once.</param>
    /// <exception cref="InvalidOperationException">The node was added already: edges are fixed by then.</exception>
    protected void TriggeredBy(params ReadOnlySpan<Node> parents) => Connect(parents, Relationship.Trigger);

    /// <summary>
    /// Makes the child run after the parents, without ever being woken by them. Call it in the constructor.
    /// </summary>
    /// <param name="parents">
    /// Nodes alive in the executor this node will be added to. A parent given both ways is a Trigger.
    /// </param>
    /// <exception cref="InvalidOperationException">The node was added already: edges are fixed by then.</exception>
    protected void ObserverOf(params ReadOnlySpan<Node> parents) => Connect(parents, Relationship.Observe);

    /// <summary>Runs the node once. It sees this cycle's values of all its parents.</summary>
    /// <param name="context">The cycle it runs in.</param>
    /// <returns>What happens next.</returns>
    protected abstract Control OnCycle(in CycleContext context);

    /// <summary>
    /// Runs inside <see cref="Executor.Add{TNode}"/>, when the node has its place: ask for timers and yields here.
    /// </summary>
    /// <param name="executor">The executor the node was added to.</param>
    protected virtual void OnInit(Executor executor)
    {
    }

    /// <summary>Runs after the cycle in which the node called <see cref="CycleContext.RequestEffect"/>, once.</summary>
    protected virtual void OnEffect()
    {
    }

    /// <summary>Runs once when the node has left, children before parents. Release what it holds here.</summary>
    protected virtual void OnDrop()
    {
    }

    /// <summary>
    /// Visits, field by field, what the node keeps besides its value: for saving, loading, hashing and describing it.
    /// </summary>
    /// <remarks>
    /// Visit every field that changes, always in the same order; name parameters by
    /// <see cref="StateVisitor.Constant{T}"/> and what is no state by <see cref="StateVisitor.Scratch{T}"/>.
    /// </remarks>
    /// <param name="state">What visits.</param>
    protected virtual void OnState(ref StateVisitor state)
    {
    }

    /// <summary>
    /// The name when there is one, else the kind; and the id: <c>node 'mid' (#3.1)</c>, <c>node 'mid' (not added)</c>.
    /// </summary>
    public sealed override string ToString() => new NodeLabel(this).ToString();

    internal Control Cycle(in CycleContext context) => OnCycle(in context);

    /// <summary>Makes sure of the value before a failure may have to put it back.</summary>
    internal abstract void KeepToHold();

    /// <summary>Runs the node, and puts its value back before an exception goes on.</summary>
    internal abstract Control CycleHolding(in CycleContext context);

    internal void Init(Executor executor) => OnInit(executor);

    internal void Effect() => OnEffect();

    internal void Drop() => OnDrop();

    /// <summary>Visits all that the node keeps, its value first.</summary>
    internal void VisitState(ref StateVisitor state)
    {
        long epoch = MutatedEpoch, failures = Failures;
        state.Field(ref epoch, nameof(MutatedEpoch));
        state.Field(ref failures, nameof(Failures));
        (MutatedEpoch, Failures) = (epoch, failures);
        VisitValue(ref state);
        OnState(ref state);
    }

    /// <summary>Visits the value.</summary>
    private protected abstract void VisitValue(ref StateVisitor state);

    /// <summary>The value held for one cycle, which is over: see <see cref="ExpiringValues"/>.</summary>
    internal virtual void Expire()
    {
    }

    /// <summary>Whether an input of the node has ended in the epoch.</summary>
    internal bool HasCompletedInput(long epoch)
    {
        for (NodeInput? input = FirstInput; input is not null; input = input.Next)
        {
            if (input.CompletedEpoch == epoch) return true;
        }

        return false;
    }

    /// <summary>Whether the node leaves at the end of this cycle.</summary>
    internal bool IsDoomed => (Flags & NodeFlags.Doomed) != 0;

    /// <summary>
    /// Asks for the node's removal from the <see cref="OnDrop"/> of another, unless both leave together.
    /// </summary>
    internal void SweepAfterwards()
    {
        if (IsAlive && !IsDoomed) Home!.Sweep(this);
    }

    /// <summary>Gives the node another label. A kind of node whose label is fixed throws and says why.</summary>
    internal virtual void Rename(string name) => _name = name;

    /// <summary>Checks what holds between any two cycles for a node that is in a graph.</summary>
    internal void AssertInvariants(long epoch)
    {
        Invariant.Holds(MutatedEpoch <= epoch, $"{this} has mutated in the future.");
        bool holds = (Flags & NodeFlags.Holds) != 0;
        Invariant.Holds(holds == (ErrorPolicy == ErrorPolicy.Hold), $"{this} has the wrong flags.");
        for (NodeInput? input = FirstInput; input is not null; input = input.Next)
            Invariant.Holds(input.Node == this, $"{this} lists an input of {input.Node}.");
    }

    /// <summary>Applies another error policy from now on.</summary>
    internal void SetErrorPolicy(ErrorPolicy policy)
    {
        _errorPolicy = policy;
        if (!IsAlive) return;
        if (policy == ErrorPolicy.Hold)
        {
            Flags |= NodeFlags.Holds;
            KeepToHold();
        }
        else
        {
            Flags &= ~NodeFlags.Holds;
        }
    }

    /// <summary>Refuses a change of what is fixed while nodes may not be added.</summary>
    internal void CheckConfigurable(string verb)
    {
        if (Executor is not { } executor) return;
        executor.Access.CheckUsable();
        if (!executor.TakesNodes)
        {
            throw new InvalidOperationException(
                $"{verb} was called for {this} during a cycle, where nodes may be neither added nor changed. Call it "
                + "right after the node was added, or between cycles.");
        }
    }

    internal void Connect(ReadOnlySpan<Node> parents, Relationship relationship)
    {
        if (Home is not null) ThrowEdgesFixed();
        foreach (Node parent in parents) ArgumentNullException.ThrowIfNull(parent, nameof(parents));
        Parents.Add(parents, relationship);
    }

    [DoesNotReturn]
    internal static void ThrowNoControl(Control control) => throw new InvalidOperationException(
        $"The cycle function returned {(byte)control}, which is no member of Control. Return one of "
        + $"{string.Join(", ", Enum.GetNames<Control>())}.");

    [DoesNotReturn]
    private void ThrowEdgesFixed() => throw new InvalidOperationException(
        $"The edges of {this} are fixed since it was added. Name all parents before.");
}
