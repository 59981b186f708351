using System.Diagnostics.CodeAnalysis;

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
public sealed partial class Executor
{
    private readonly Clock _clock;
    private readonly TimerQueue _timers;
    private readonly Driver[] _drivers; // polled in this order, before the clock is read
    private readonly Driver _watched;   // tells whether any of them may have signalled: the only one, if there is one
    private readonly Topology _topology = new();
    private ReadySet _ready = new(); // runs in this cycle; empty between cycles
    private ReadySet _next = new();  // runs in the next one: yields, and what a poll makes ready
    private readonly List<NodeSlot> _effects = []; // in creation order, in which nodes run and ask, each for itself
    private readonly List<NodeSlot> _expiring = []; // their values hold for the last cycle only

    private Step _step;
    private Attention _attention;
    private int _running = -1; // rank of the node that is running, or ran last
    private ulong _rest; // of the 64 ranks that are running, those still to run
    private ulong _called; // of the 64 ranks that are running, those that the running node has called
    private bool _terminating;

    internal Executor(Clock clock, TimerQueue timers, params ReadOnlySpan<Driver> drivers)
    {
        (_clock, _timers, _drivers) = (clock, timers, drivers.ToArray());
        _watched = drivers.Length == 1 ? drivers[0] : Driver.AlwaysSignalled;
        Now = clock.Read();
    }

    /// <summary>The number of the last cycle; 0 before the first.</summary>
    public long Epoch { get; private set; }

    /// <summary>Engine time as the last poll read it. Never goes back; before a run, the runtime's start.</summary>
    public Instant Now { get; private set; }

    /// <summary>How many nodes are in the graph.</summary>
    public int NodeCount => _topology.Count;

    /// <summary>How many timers are pending.</summary>
    public int PendingTimers => _timers.Count;

    /// <summary>How many nodes have asked for the next cycle.</summary>
    public int PendingYields => _next.Count;

    /// <summary>How many times graph building was asked for and has not run yet.</summary>
    public int PendingSpawns => _spawns.Count;

    /// <summary>Whether the whole state is checked after every cycle, as tests do.</summary>
    internal bool ChecksInvariants
    {
        get => (_attention & Attention.Checks) != 0;
        set => _attention = value ? _attention | Attention.Checks : _attention & ~Attention.Checks;
    }

    /// <summary>Whether the last cycles ended because the runtime wants control back.</summary>
    internal bool IsInterrupted => (_attention & Attention.Caller) != 0;

    /// <summary>The nodes in creation order.</summary>
    internal NodesInPlaces Nodes => _topology.Nodes;

    /// <summary>The node that is running.</summary>
    internal Node Running => _topology[_running];

    /// <summary>The timers, which handles that are loaded belong to.</summary>
    internal TimerQueue Timers => _timers;

    /// <summary>How values of this graph are saved.</summary>
    internal ValueCodecs Codecs { get; } = new();

    /// <summary>The drivers this executor was wired with.</summary>
    internal ReadOnlySpan<Driver> Drivers => _drivers;

    /// <summary>Whether a poll at the present instant would make nodes ready, inputs aside.</summary>
    internal bool HasWorkNow =>
        !_next.IsEmpty || (_attention & Attention.Steps) != 0
        || (_timers.NextDeadline <= Now && _timers.NextDeadline < Instant.MaxValue); // which is no timer's

    /// <summary>No timer is due before it; <see cref="Instant.MaxValue"/> when there is none.</summary>
    internal Instant NextTimer => _timers.NextDeadline;

    /// <summary>Whether the node has broadcast in the current cycle or, between cycles, in the last one.</summary>
    /// <param name="node">A node of this executor; it may have left.</param>
    /// <exception cref="ArgumentException">The node was not added to this executor.</exception>
    public bool HasMutated(Node node)
    {
        if (node is null || node.Home != this) ThrowNotHere(node);
        return node.MutatedEpoch == Epoch;
    }

    /// <summary>Sets engine time before the first cycle.</summary>
    internal void BeginAt(Instant start) => Now = start;

    /// <summary>Makes a node ready; for drivers, during a poll.</summary>
    internal void MakeReady(Node node)
    {
        if (node.IsAlive) _next.Add(node.Rank);
    }

    /// <summary>
    /// Lets a child of the running node run later in this cycle, whatever its edge. The running node must then return
    /// <see cref="Control.Unchanged"/>.
    /// </summary>
    internal void RunAlso(Node child)
    {
        if (child.Rank >> 6 == _running >> 6) _called |= 1UL << child.Rank;
        else _ready.Add(child.Rank);
    }

    [DoesNotReturn]
    internal static void ThrowNoControl(Control control) => throw new InvalidOperationException(
        $"The cycle function returned {(byte)control}, which is no member of Control. Return one of "
        + $"{string.Join(", ", Enum.GetNames<Control>())}.");

    /// <summary>Remembers that the running node wants its effect after this cycle.</summary>
    internal void RequestEffect()
    {
        Node node = Running;
        if (_effects.Count == 0 || _effects[^1].Node != node) _effects.Add(new NodeSlot(node));
        _attention |= Attention.Steps;
    }

    /// <summary>Lets the node forget its value when the next cycle starts, before any node runs.</summary>
    internal void ExpireLater(Node node)
    {
        _expiring.Add(new NodeSlot(node));
        _attention |= Attention.Expiry;
    }

    private void ExpireValues()
    {
        _attention &= ~Attention.Expiry;
        foreach (NodeSlot slot in _expiring)
        {
            if (slot.Node!.IsAlive) slot.Node.Expire();
        }

        _expiring.Clear();
    }

    private void RunEffects()
    {
        for (int i = 0; i < _effects.Count; i++)
        {
            _actor = _effects[i].Node!;
            try
            {
                _actor.Effect();
            }
            catch (Exception exception)
            {
                Fail(_actor, "in its effect", exception);
                if (_fault is not null) EndFaultedCycle();
            }
        }

        _effects.Clear();
        _actor = null;
    }

    /// <summary>
    /// Leaves nothing of a failed cycle that a later call could trip over; then the caller's run throws.
    /// </summary>
    private void EndFaultedCycle()
    {
        _ready.Clear();
        _effects.Clear();
        _actor = null;
        _step = Step.Between;
        ThrowFault();
    }
}
