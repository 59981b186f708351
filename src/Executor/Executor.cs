using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>
/// Runs one graph on one thread: in a cycle every ready node runs at most once, in creation order, after everything it
/// depends on. Made by a <c>Runtime</c>, which decides when cycles happen and what time it is.
/// </summary>
/// <remarks>
/// The thread in <c>Run</c> owns the executor; outside a run, one thread at a time may use it. Other threads reach it
/// through notifiers, senders and <c>Runtime.Post</c> only, and are refused here.
/// </remarks>
public sealed partial class Executor
{
    private readonly Clock _clock;
    private readonly TimerQueue _timers;
    private readonly Driver[] _drivers; // polled in this order, before the clock is read
    private readonly Topology _topology = new();
    private ReadySet _ready = new(); // runs in this cycle; empty between cycles
    private ReadySet _next = new();  // runs in the next one: yields, and what a poll makes ready
    private readonly List<Node> _effects = []; // in creation order: nodes run in that order, and each asks for itself
    private readonly List<Node> _expiring = []; // their values hold for the last cycle only

    private Step _step;
    private Attention _attention;
    private int _running = -1; // rank of the node that is running, or ran last
    private ulong _rest; // of the 64 ranks that are running, those still to run
    private ulong _called; // of the 64 ranks that are running, those that the running node has called
    private bool _terminating;

    internal Executor(Clock clock, TimerQueue timers, params ReadOnlySpan<Driver> drivers)
    {
        (_clock, _timers, _drivers) = (clock, timers, drivers.ToArray());
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

    /// <summary>Whether the last cycles ended because somebody outside the graph waits for the runtime.</summary>
    internal bool IsInterrupted => (_attention & Attention.Runtime) != 0;

    /// <summary>The node that is running.</summary>
    internal Node Running => _topology[_running];

    /// <summary>The drivers this executor was wired with.</summary>
    internal ReadOnlySpan<Driver> Drivers => _drivers;

    /// <summary>Whether a poll at the present instant would make nodes ready, inputs aside.</summary>
    internal bool HasWorkNow => !_next.IsEmpty || _timers.NextDeadline <= Now || (_attention & Attention.Steps) != 0;

    /// <summary>No timer is due before it; <see cref="Instant.MaxValue"/> when there is none.</summary>
    internal Instant NextTimer => _timers.NextDeadline;

    /// <summary>Whether the node has broadcast in the current cycle or, between cycles, in the last one.</summary>
    public bool HasMutated(Node node) => node.MutatedEpoch == Epoch;

    /// <summary>Sets engine time before the first cycle.</summary>
    internal void BeginAt(Instant start) => Now = start;

    /// <summary>An input of some node, or null when no node has one.</summary>
    internal NodeInput? FindInput()
    {
        foreach (Node? node in _topology.ByRank)
        {
            if (node?.FirstInput is { } input) return input;
        }

        return null;
    }

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

    /// <summary>
    /// Polls and, if that makes a node ready, runs one cycle. The caller holds the executor by <see cref="Enter"/>.
    /// </summary>
    internal CycleOutcome RunCycle() => RunCycles(until: Instant.MinValue);

    /// <summary>
    /// Runs one cycle after the other until a poll makes nothing ready, a node asks for the end, time has reached an
    /// instant, or somebody outside the graph waits for the runtime.
    /// </summary>
    /// <returns>What came of the last poll.</returns>
    internal CycleOutcome RunCycles(Instant until)
    {
        _attention &= ~Attention.Runtime;
        try
        {
            return RunUntilFailure(until);
        }
        catch (Exception exception) when (_step == Step.Run)
        {
            GoOnAfter(exception);
            return FinishCycle();
        }
    }

    private CycleOutcome RunUntilFailure(Instant until)
    {
        Driver[] drivers = _drivers;
        while (true)
        {
            if ((_attention & Attention.Steps) != 0) ApplyDeferred();
            foreach (Driver driver in drivers)
            {
                if (driver.HasWork) Poll(driver);
            }

            Instant now = _clock.Read();
            if (now > Now) Now = now;
            else now = Now;
            if (_timers.NextDeadline <= now) _timers.Poll(now, this);
            int word;
            ulong bits = _next.LoneBits;
            if (bits != 0)
            {
                word = _next.TakeLone();
            }
            else
            {
                if (_next.IsEmpty) return CycleOutcome.Idle;
                word = BeginCycle(out ulong first);
                bits = first;
            }

            Epoch++;
            _step = Step.Run;
            if ((_attention & Attention.Expiry) != 0) ExpireValues();
            RunReady(word, bits);
            if (_attention != Attention.None)
            {
                if (FinishCycle() == CycleOutcome.Terminated) return CycleOutcome.Terminated;
                if (IsInterrupted) return CycleOutcome.Ran;
            }
            else
            {
                _step = Step.Between;
            }

            if (now >= until) return CycleOutcome.Ran;
        }
    }

    /// <summary>Takes the first ready nodes.</summary>
    private int BeginCycle(out ulong bits)
    {
        (_ready, _next) = (_next, _ready);
        return _ready.TakeWord(out bits);
    }

    /// <summary>Lets the runtime have its say after the present cycle, or at once when there is none.</summary>
    internal void Interrupt() => _attention |= Attention.Runtime;

    private void Poll(Driver driver)
    {
        _step = Step.Poll;
        try
        {
            driver.Poll(this);
        }
        finally
        {
            _step = Step.Between;
        }
    }

    /// <summary>Steps 3 to 5, when a node asked for anything that happens there.</summary>
    private CycleOutcome FinishCycle()
    {
        bool terminates = _terminating;
        _terminating = false;
        _attention &= ~Attention.Steps;
        try
        {
            _step = Step.Effects;
            ReportFailures();
            RunEffects();
            ReportFailures();
            _step = Step.Sweep;
            RemoveDoomed();
            _step = Step.Spawn;
            RunSpawns();
        }
        finally
        {
            _step = Step.Between;
            if (_gapsPossible) _attention |= Attention.Steps; // what was asked meanwhile has set it
        }

        ReportFailures();
        if (ChecksInvariants) AssertInvariants();
        return terminates ? CycleOutcome.Terminated : CycleOutcome.Ran;
    }

    /// <summary>Deals with the running node, which threw, by its policy; the others go on.</summary>
    private void GoOnAfter(Exception? exception)
    {
        while (exception is not null)
        {
            Node node = Running;
            if (_effects.Count > 0 && _effects[^1] == node) _effects.RemoveAt(_effects.Count - 1);
            Fail(node, "in its cycle function", exception);
            if (_fault is not null) EndFaultedCycle();
            exception = null;
            try
            {
                RunReady(_running >> 6, _rest);
            }
            catch (Exception next)
            {
                exception = next;
            }
        }
    }

    /// <summary>
    /// Runs the ready nodes, 64 successive ranks at a time, together with those among them that they make ready. A
    /// node's only Trigger child that comes next in creation order runs at once: nothing can lie between.
    /// </summary>
    /// <param name="word">Which 64 ranks come first.</param>
    /// <param name="rest">Which of them are ready.</param>
    /// <remarks>Few values live across the call of a node, so that they stay in registers.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunReady(int word, ulong rest)
    {
        var context = new CycleContext(this);
        Node?[] nodes = _topology.Nodes;
        while (true)
        {
            int firstRank = word << 6;
            while (rest != 0)
            {
                int rank = firstRank + BitOperations.TrailingZeroCount(rest);
                while (true)
                {
                    rest &= ~(1UL << rank);
                    _rest = rest;
                    _running = rank;
                    Node node = nodes[rank]!;
                    Control control =
                        node.Flags == NodeFlags.None ? node.Cycle(in context) : RunFlagged(node, in context);
                    if (control != Control.Broadcast)
                    {
                        if (control != Control.Unchanged) Obey(node, control);
                        rest |= _called;
                        _called = 0;
                        break;
                    }

                    node.MutatedEpoch = Epoch;
                    int only = node.Edges.OnlyTrigger;
                    if (only == NodeEdges.None) break;
                    if (only != rank + 1 || (only & 63) == 0)
                    {
                        rest |= MakeTriggersReady(node, rank >> 6);
                        break;
                    }

                    rank++;
                }
            }

            if (_ready.IsEmpty) return;
            word = _ready.TakeWord(out ulong bits); // not into rest, whose address would be taken
            rest = bits;
        }
    }

    /// <summary>Makes the Trigger children ready.</summary>
    /// <returns>Those of them that stand in the word that is running.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong MakeTriggersReady(Node node, int running)
    {
        RankWord one = node.Edges.OneWord;
        if (one.Bits != 0)
        {
            if (one.Index == running) return one.Bits;
            _ready.Add(one.Index, one.Bits);
            return 0;
        }

        ulong here = 0;
        foreach (RankWord children in node.Edges.Triggers)
        {
            if (children.Index == running) here = children.Bits;
            else if (children.Bits != 0) _ready.Add(children.Index, children.Bits);
        }

        return here;
    }

    private static Control RunFlagged(Node node, in CycleContext context)
    {
        if ((node.Flags & NodeFlags.Doomed) != 0) return Control.Unchanged;
        return node.CycleHolding(in context);
    }

    private void Obey(Node node, Control control)
    {
        switch (control)
        {
            case Control.Sweep:
                Doom(node);
                break;
            case Control.Terminate:
                _terminating = true;
                _attention |= Attention.Steps;
                break;
            default:
                ThrowNoControl(control);
                break;
        }
    }

    [DoesNotReturn]
    internal static void ThrowNoControl(Control control) => throw new InvalidOperationException(
        $"The cycle function returned {(byte)control}, which is no member of Control. Return one of "
        + $"{string.Join(", ", Enum.GetNames<Control>())}.");

    /// <summary>Remembers that the running node wants its effect after this cycle.</summary>
    internal void RequestEffect()
    {
        Node node = Running;
        if (_effects.Count == 0 || _effects[^1] != node) _effects.Add(node);
        _attention |= Attention.Steps;
    }

    /// <summary>Lets the node forget its value when the next cycle starts, before any node runs.</summary>
    internal void ExpireLater(Node node)
    {
        _expiring.Add(node);
        _attention |= Attention.Expiry;
    }

    private void ExpireValues()
    {
        _attention &= ~Attention.Expiry;
        foreach (Node node in _expiring)
        {
            if (node.IsAlive) node.Expire();
        }

        _expiring.Clear();
    }

    private void RunEffects()
    {
        for (int i = 0; i < _effects.Count; i++)
        {
            _actor = _effects[i];
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
