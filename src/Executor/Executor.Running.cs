using System.Numerics;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <content>The five steps of a cycle.</content>
public sealed partial class Executor
{
    /// <summary>
    /// Polls and, if that makes a node ready, runs one cycle. The caller holds the executor by <see cref="Enter"/>.
    /// </summary>
    internal CycleOutcome RunCycle() => RunCycles(until: Instant.MinValue);

    /// <summary>
    /// Runs one cycle after the other until a poll makes nothing ready, a node asks for the end or fails, time has
    /// reached an instant, or the runtime wants control back (<see cref="Driver.Woken"/>).
    /// </summary>
    /// <returns>What came of the last poll.</returns>
    internal CycleOutcome RunCycles(Instant until)
    {
        _attention &= ~Attention.Caller;
        try
        {
            return RunUnguarded(until);
        }
        catch (Exception exception) when (_step == Step.Run)
        {
            GoOnAfter(exception);
            return FinishCycle();
        }
        finally
        {
            _step = Step.Between;
        }
    }

    private CycleOutcome RunUnguarded(Instant until)
    {
        if ((_attention & Attention.Steps) != 0) ApplyDeferred();
        if (_watched.HasWork) _ = PollDrivers(hasRun: false);
        while (true)
        {
            // The clock is a fence: what is ready already is looked up before, and again only if a timer fell due.
            if (_timers.NextDeadline <= Now) _timers.Poll(Now, this);
            NodePlace[] places = _topology.Places;
            ulong bits = _next.LoneBits;
            int rank = _next.FirstLone;
            var now = new Instant(Math.Max(_clock.Read().UnixNanoseconds, Now.UnixNanoseconds));
            Now = now;
            if (_timers.NextDeadline <= now)
            {
                _timers.Poll(now, this);
                (bits, rank) = (_next.LoneBits, _next.FirstLone);
            }

            if (bits != 0)
            {
                _next.ClearLone();
            }
            else
            {
                if (_next.IsEmpty) return CycleOutcome.Idle;
                rank = TakeNext(out ulong first); // not into bits, whose address would be taken
                bits = first;
            }

            Epoch++;
            _step = Step.Run;
            if ((_attention & Attention.Expiry) != 0) ExpireValues();
            RunReady(places, rank, bits);
            if (_attention == Attention.None)
            {
                _step = Step.Between;
                if (now >= until) return CycleOutcome.Ran;
            }
            else
            {
                if (FinishCycle() == CycleOutcome.Terminated) return CycleOutcome.Terminated;
                if (IsInterrupted || now >= until) return CycleOutcome.Ran;
                if ((_attention & Attention.Steps) != 0) ApplyDeferred();
            }

            if (_watched.HasWork && !PollDrivers(hasRun: true)) return CycleOutcome.Ran;
        }
    }

    /// <summary>Polls every driver that has signalled.</summary>
    /// <param name="hasRun">Whether a cycle has run, so that the runtime may take control back instead.</param>
    /// <returns>False when the runtime does, so that there may still be something to poll.</returns>
    private bool PollDrivers(bool hasRun)
    {
        foreach (Driver driver in _drivers)
        {
            if (!driver.HasWork) continue;
            if (hasRun && driver.IsWoken) return false;
            _step = Step.Poll;
            driver.Poll(this);
        }

        return true;
    }

    /// <summary>Lets what was to come next be what runs now, and takes the first word of it.</summary>
    /// <returns>The first rank of that word.</returns>
    private int TakeNext(out ulong bits)
    {
        (_ready, _next) = (_next, _ready);
        return _ready.TakeWord(out bits);
    }

    /// <summary>Gives control back to the runtime after the coming cycle, or at once when there is none.</summary>
    internal void Interrupt() => _attention |= Attention.Caller;

    /// <summary>Steps 3 to 5, when there is anything to see to besides the nodes.</summary>
    private CycleOutcome FinishCycle()
    {
        bool terminates = _terminating;
        _terminating = false;
        _attention &= ~Attention.Steps;
        try
        {
            _step = Step.Effects;
            ReportFailures();
            if (_effects.Count > 0) RunEffects();
            ReportFailures();
            _step = Step.Sweep;
            RemoveDoomed();
            if (_gapsPossible) TrimGaps();
            _step = Step.Spawn;
            if (_spawns.Count > 0) RunSpawns();
        }
        finally
        {
            _step = Step.Between;
            if (_gapsPossible || HasDeferred) _attention |= Attention.Steps;
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
            if (_effects.Count > 0 && _effects[^1].Node == node) _effects.RemoveAt(_effects.Count - 1);
            Fail(node, "in its cycle function", exception);
            if (_fault is not null) EndFaultedCycle();
            (exception, _called) = (null, 0);
            try
            {
                ulong rest = _rest;
                int rank = rest != 0 ? RankWord.FirstOf(_running >> 6, rest) : _ready.TakeWord(out rest);
                if (rank >= 0) RunReady(_topology.Places, rank, rest);
            }
            catch (Exception next)
            {
                exception = next;
            }
        }
    }

    /// <summary>
    /// Runs the ready nodes, 64 successive ranks at a time, together with those among them that they make ready. A
    /// node's only Trigger child runs at once when nothing that is ready can lie between: because it comes next in
    /// creation order, or because nothing else is ready.
    /// </summary>
    /// <param name="places">Where the nodes stand.</param>
    /// <param name="rank">The first that is ready.</param>
    /// <param name="rest">Which are ready of the 64 ranks that the first is among.</param>
    /// <remarks>Few values live across the call of a node, so that they stay in registers.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunReady(NodePlace[] places, int rank, ulong rest)
    {
        var context = new CycleContext(this);
        while (true)
        {
            rest &= ~(1UL << rank);
            _rest = rest;
            _running = rank;
            ref NodePlace place = ref places[rank];
            Node node = place.Node!;
            Control control = node.Flags == NodeFlags.None ? node.Cycle(in context) : RunFlagged(node, in context);
            if (control == Control.Broadcast)
            {
                node.MutatedEpoch = Epoch;
                int only = place.Children.OnlyTrigger;
                if (only != ChildRanks.None)
                {
                    if (only == rank + 1 && (only & 63) != 0)
                    {
                        rank++; // is known before the memory that only was read from
                        continue;
                    }

                    if (rest == 0 && only > 0 && _ready.IsEmpty)
                    {
                        rank = only;
                        continue;
                    }

                    rest |= MakeTriggersReady(in place.Children, rank >> 6);
                }
            }
            else
            {
                if (control != Control.Unchanged) Obey(node, control);
                rest |= _called;
                _called = 0;
            }

            if (rest != 0)
            {
                rank = (rank & ~63) + BitOperations.TrailingZeroCount(rest);
                continue;
            }

            if (_ready.IsEmpty) return;
            rank = _ready.TakeWord(out ulong bits); // not into rest, whose address would be taken
            rest = bits;
        }
    }

    /// <summary>Makes the Trigger children ready.</summary>
    /// <returns>Those of them that stand in the word that is running.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong MakeTriggersReady(in ChildRanks children, int running)
    {
        RankWord one = children.OneWord;
        if (one.Bits != 0)
        {
            if (one.Index == running) return one.Bits;
            _ready.Add(one.Index, one.Bits);
            return 0;
        }

        ulong here = 0;
        foreach (RankWord word in children.Triggers)
        {
            if (word.Index == running) here = word.Bits;
            else if (word.Bits != 0) _ready.Add(word.Index, word.Bits);
        }

        return here;
    }

    private static Control RunFlagged(Node node, in CycleContext context)
    {
        if (node.IsDoomed) return Control.Unchanged;
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
}
