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
    private readonly YieldQueue _yields;
    private readonly TimerQueue _timers;
    private readonly Driver[] _drivers; // polled in this order, before the clock is read
    private readonly Topology _topology = new();
    private readonly ReadySet _ready = new();
    private readonly List<Node> _effects = []; // in creation order: nodes run in that order, and each asks for itself
    private readonly List<Node> _expiring = []; // their values hold for the last cycle only

    private Step _step;
    private int _running = -1; // rank of the node that is running, or ran last
    private bool _terminating;

    internal Executor(Clock clock, YieldQueue yields, TimerQueue timers, params ReadOnlySpan<Driver> drivers)
    {
        (_clock, _yields, _timers, _drivers) = (clock, yields, timers, drivers.ToArray());
        Now = clock.Read();
    }

    /// <summary>The number of the last cycle; 0 before the first.</summary>
    public long Epoch { get; private set; }

    /// <summary>Engine time as the last poll read it. Never goes back; before a run, the runtime's start.</summary>
    public Instant Now { get; private set; }

    /// <summary>How many nodes are in the graph.</summary>
    public int NodeCount => _topology.Count;

    /// <summary>Whether the whole state is checked after every cycle, as tests do.</summary>
    internal bool ChecksInvariants { get; set; }

    /// <summary>The node that is running.</summary>
    internal Node Running => _topology[_running];

    /// <summary>The drivers this executor was wired with.</summary>
    internal ReadOnlySpan<Driver> Drivers => _drivers;

    /// <summary>Whether a poll at the present instant would make nodes ready, inputs aside.</summary>
    internal bool HasWorkNow => _yields.Count > 0 || _timers.NextDeadline <= Now || HasDeferred;

    /// <summary>The instant of the next timer; <see cref="Instant.MaxValue"/> when there is none.</summary>
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

    /// <summary>Makes a node ready: for drivers, during a poll; for a running node, one that comes after it.</summary>
    internal void MakeReady(Node node)
    {
        if (node.IsAlive) _ready.Add(node.Rank);
    }

    /// <summary>Polls and, if that makes a node ready, runs one cycle. The caller holds the executor by <see cref="Enter"/>.</summary>
    internal CycleOutcome RunCycle()
    {
        ApplyDeferred();
        Poll();
        if (_ready.IsEmpty) return CycleOutcome.Idle;

        Epoch++;
        _terminating = false;
        if (_expiring.Count > 0) ExpireValues();
        try
        {
            _step = Step.Run;
            RunReady();
            _step = Step.Effects;
            ReportFailures();
            RunEffects();
            _step = Step.Sweep;
            RemoveDoomed();
            _step = Step.Spawn;
            RunSpawns();
        }
        finally
        {
            _step = Step.Between;
        }

        ReportFailures();
        if (ChecksInvariants) AssertInvariants();
        return _terminating ? CycleOutcome.Terminated : CycleOutcome.Ran;
    }

    private void Poll()
    {
        _step = Step.Poll;
        try
        {
            foreach (Driver driver in _drivers) driver.Poll(this);
            Instant now = _clock.Read();
            if (now > Now) Now = now;
            if (_yields.Count > 0) _yields.Poll(this);
            if (_timers.NextDeadline <= Now) _timers.Poll(Now, this);
        }
        finally
        {
            _step = Step.Between;
        }
    }

    /// <summary>Runs every ready node. A failed one is dealt with by its policy, and the others go on.</summary>
    private void RunReady()
    {
        var context = new CycleContext(this);
        while (!_ready.IsEmpty)
        {
            try
            {
                RunUntilFailure(in context);
            }
            catch (Exception exception)
            {
                Node node = Running;
                if (_effects.Count > 0 && _effects[^1] == node) _effects.RemoveAt(_effects.Count - 1);
                Fail(node, "in its cycle function", exception);
                if (_fault is not null) EndFaultedCycle();
            }
        }
    }

    private void RunUntilFailure(in CycleContext context)
    {
        while (_ready.TryTake(out int rank))
        {
            Node node = _topology[rank];
            _running = rank;
            Control control = node.Flags == NodeFlags.None ? node.Cycle(in context) : RunFlagged(node, in context);
            if (control == Control.Broadcast)
            {
                node.MutatedEpoch = Epoch;
                foreach (int child in node.Edges.TriggerRanks) _ready.Add(child);
            }
            else if (control != Control.Unchanged)
            {
                Obey(node, control);
            }
        }
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
                break;
            default:
                throw new InvalidOperationException(
                    $"The cycle function returned {(byte)control}, which is no member of Control. Return one of "
                    + $"{string.Join(", ", Enum.GetNames<Control>())}.");
        }
    }

    /// <summary>Remembers that the running node wants its effect after this cycle.</summary>
    internal void RequestEffect()
    {
        Node node = Running;
        if (_effects.Count == 0 || _effects[^1] != node) _effects.Add(node);
    }

    /// <summary>Lets the node forget its value when the next cycle starts, before any node runs.</summary>
    internal void ExpireLater(Node node) => _expiring.Add(node);

    private void ExpireValues()
    {
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

    /// <summary>Leaves nothing of a failed cycle that a later call could trip over; then the caller's run throws.</summary>
    private void EndFaultedCycle()
    {
        _ready.Clear();
        _effects.Clear();
        _actor = null;
        ThrowFault();
    }
}
