using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// Runs one graph on one thread: in a cycle every ready node runs at most once, in creation order, after everything it
/// depends on. Made by a <c>Runtime</c>, which decides when cycles happen and what time it is.
/// </summary>
/// <remarks>
/// The thread in <c>Run</c> owns the executor, a live run from the call that starts it; outside a run, the thread
/// inside a verb does. Verbs on other threads throw meanwhile and change nothing: they reach the graph through
/// notifiers, senders and <c>Runtime.Post</c>. Reads are not checked.
/// </remarks>
[DebuggerDisplay("{NodeCount} nodes, epoch {Epoch} at {Now}, step {Step}")]
public sealed partial class Executor
{
    private readonly Clock _clock;
    private readonly Driver _watched; // tells whether any driver may have signalled: the only one, if there is one
    private readonly Driver[] _drivers; // polled in this order, before the clock is read
    private readonly Topology _topology = new();
    private ReadySet _ready = new(); // runs in this cycle; empty between cycles
    private ReadySet _next = new();  // runs in the next one: yields, and what a poll makes ready
    private readonly FailureLog _failures;
    private readonly NodeHooks _hooks;

    private Attention _attention;
    private int _running = -1; // rank of the node that is running, or ran last
    private ulong _rest; // of the 64 ranks that are running, those still to run
    private ulong _called; // of the 64 ranks that are running, those that the running node has called

    internal Executor(Clock clock, TimerQueue timers, params ReadOnlySpan<Driver> drivers)
    {
        (_clock, Timers, _drivers) = (clock, timers, drivers.ToArray());
        _watched = drivers.Length == 1 ? drivers[0] : Driver.AlwaysSignalled;
        _failures = new FailureLog(this);
        (Effects, Expiring) = (new EffectQueue(this, _failures), new ExpiringValues(this));
        _hooks = new NodeHooks(this, _failures);
        Removals = new RemovalQueue(this, _topology, _hooks, _failures);
        Spawns = new SpawnQueue(this, _topology, _failures);
        Deferred = new DeferredWork(this, Removals, Spawns, _failures);
        (Access, Now) = (new ExecutorAccess(this, _failures), clock.Read());
    }

    /// <summary>
    /// Raised once for every failure of a node, whatever its policy: after the nodes of the cycle have run and before
    /// its effects; for <see cref="ErrorPolicy.FailFast"/>, before the run throws. Runs on the executor's thread.
    /// </summary>
    /// <remarks>
    /// A handler that throws is called for the remaining failures first; then the executor is faulted.
    /// </remarks>
    public event Action<NodeException>? NodeFailed
    {
        add => _failures.Reported += value;
        remove => _failures.Reported -= value;
    }

    /// <summary>The number of the last cycle; 0 before the first.</summary>
    public long Epoch { get; private set; }

    /// <summary>Engine time as the last poll read it. Never goes back; before a run, the runtime's start.</summary>
    public Instant Now { get; internal set; }

    /// <summary>How many nodes are in the graph.</summary>
    public int NodeCount => _topology.Count;

    /// <summary>How many timers are pending.</summary>
    public int PendingTimers => Timers.Count;

    /// <summary>How many nodes have asked for the next cycle.</summary>
    public int PendingYields => _next.Count;

    /// <summary>How many times graph building was asked for and has not run yet.</summary>
    public int PendingSpawns => Spawns.Count;

    /// <summary>Whether the node has broadcast in the current cycle or, between cycles, in the last one.</summary>
    /// <param name="node">A node of this executor; it may have left.</param>
    /// <exception cref="ArgumentException">The node was not added to this executor.</exception>
    public bool HasMutated(Node node)
    {
        if (node is null || node.Home != this) ExecutorAccess.ThrowNotHere(node);
        return node.MutatedEpoch == Epoch;
    }

    /// <summary>Which thread may use the executor now, and whether it may be used at all.</summary>
    internal ExecutorAccess Access { get; }

    /// <summary>The thread that runs the executor or, outside a run, is inside a verb of it.</summary>
    internal OwnerThread Owner { get; } = new();

    /// <summary>Where the executor is in a cycle.</summary>
    internal Step Step { get; set; }

    /// <summary>Ranks, slots and edges.</summary>
    internal Topology Topology => _topology;

    /// <summary>The nodes in creation order.</summary>
    internal NodesInPlaces Nodes => _topology.Nodes;

    /// <summary>What runs in the next cycle.</summary>
    internal ReadySet NextReady => _next;

    /// <summary>What building the graph leaves to know.</summary>
    internal BuildRecord Build { get; } = new();

    /// <summary>How values of this graph are saved.</summary>
    internal ValueCodecs Codecs { get; } = new();

    /// <summary>The node that is running.</summary>
    internal Node Running => _topology[_running];

    /// <summary>The drivers this executor was wired with.</summary>
    internal ReadOnlySpan<Driver> Drivers => _drivers;

    /// <summary>The pending timers, to which loaded handles belong.</summary>
    internal TimerQueue Timers { get; }

    /// <summary>No timer is due before it; <see cref="Instant.MaxValue"/> when there is none.</summary>
    internal Instant NextTimer => Timers.NextDeadline;

    /// <summary>Whether a poll at the present instant may make nodes ready, inputs aside.</summary>
    internal bool HasPendingWork => !_next.IsEmpty || (_attention & Attention.Steps) != 0
        || (NextTimer <= Now && NextTimer < Instant.MaxValue); // which is no timer's

    /// <summary>The nodes that have the next cycle already, at the present instant.</summary>
    internal PendingNodes Pending => new(this, _next);

    /// <summary>The nodes that want their effect after this cycle.</summary>
    internal EffectQueue Effects { get; }

    /// <summary>The nodes whose values hold for the last cycle only.</summary>
    internal ExpiringValues Expiring { get; }

    /// <summary>Requests for graph building.</summary>
    internal SpawnQueue Spawns { get; }

    /// <summary>The nodes that are to leave.</summary>
    internal RemovalQueue Removals { get; }

    /// <summary>Requests made outside a cycle.</summary>
    internal DeferredWork Deferred { get; }

    /// <summary>Nodes that must be completed before a run may start.</summary>
    internal UnboundNodes Unbound { get; } = new();

    /// <summary>Whether a failure has ended a run for good.</summary>
    internal bool IsFaulted => _failures.Fault is not null;

    /// <summary>Whether the last cycles ended because the runtime wants control back.</summary>
    internal bool IsInterrupted => (_attention & Attention.Interrupt) != 0;

    /// <summary>Makes a node ready; for drivers, during a poll.</summary>
    internal void MakeReady(Node node)
    {
        if (node.IsAlive) _next.Add(node.Rank);
    }

    /// <summary>Takes the next cycle from the node of a rank, which leaves.</summary>
    internal void ForgetYield(int rank) => _next.Remove(rank);

    /// <summary>
    /// Lets a child of the running node run later in this cycle, whatever its edge. The running node must then return
    /// <see cref="Control.Unchanged"/>.
    /// </summary>
    internal void RunAlso(Node child)
    {
        if (child.Rank >> 6 == _running >> 6) _called |= 1UL << child.Rank;
        else _ready.Add(child.Rank);
    }

    /// <summary>Lets the executor see to something after the nodes or, between cycles, before the next poll.</summary>
    internal void Require(Attention what) => _attention |= what;

    /// <summary>Whether something of it is to be seen to.</summary>
    internal bool Requires(Attention what) => (_attention & what) != 0;

    /// <summary>Nothing of it is left to do.</summary>
    internal void Settle(Attention what) => _attention &= ~what;

    /// <summary>Whether the whole state is checked after every cycle, as tests do.</summary>
    internal bool ChecksInvariants
    {
        get => (_attention & Attention.Checks) != 0;
        set => _attention = value ? _attention | Attention.Checks : _attention & ~Attention.Checks;
    }

    /// <summary>Goes on from another cycle and instant.</summary>
    internal void MoveTo(long epoch, Instant now)
    {
        (Epoch, Now) = (epoch, now);
        _clock.MoveTo(now);
    }

    /// <summary>Gives both ready sets room for every rank.</summary>
    internal void GrowReadySets()
    {
        _ready.EnsureCapacity(_topology.RankCount);
        _next.EnsureCapacity(_topology.RankCount);
    }

    /// <summary>Ranks given out, gaps included; tests check that gaps are closed.</summary>
    internal int RankCount => _topology.RankCount;

    /// <summary>Places in the tables of ranks, slots and timers, used or not; tests check their bound.</summary>
    internal int TableSize => _topology.TableSize + Timers.TableSize;

    /// <summary>Checks the whole state; tests call it after every cycle.</summary>
    internal void AssertInvariants()
    {
        _topology.AssertInvariants(this);
        _ready.AssertInvariants();
        Invariant.Holds(Step == Step.Between, $"Step {Step} was never left.");
        Invariant.Holds(_called == 0, "A node was called by one that did not return Unchanged.");
        Invariant.Holds(_ready.IsEmpty, "A node is still ready.");
        Invariant.Holds(Effects.Count == 0, "An effect has not run.");
        _failures.AssertInvariants();
        _hooks.AssertInvariants();
        Spawns.AssertInvariants(_attention);
        Removals.AssertInvariants(_attention, IsFaulted);
        foreach (Node node in _topology.Nodes) node.AssertInvariants(Epoch);
        Invariant.Holds(_ready.Capacity == _next.Capacity, "The two ready sets have room for different ranks.");
        _next.AssertInvariants();
        _next.AssertWithin(_topology);
        Timers.AssertInvariants(this);
    }
}
