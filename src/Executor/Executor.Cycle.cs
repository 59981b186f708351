using System.Numerics;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <content>The five steps of a cycle, and what comes before the next poll.</content>
public sealed partial class Executor
{
    /// <summary>Polls and, if that makes a node ready, runs one cycle. The caller has entered a run.</summary>
    internal CycleOutcome RunCycle() => RunCycles(until: Instant.MinValue);

    /// <summary>
    /// Runs one cycle after the other until a poll makes nothing ready, a node asks for the end or fails, time has
    /// reached an instant, or the runtime wants control back (<see cref="Driver.InterruptSignal"/>).
    /// </summary>
    /// <returns>What came of the last poll.</returns>
    internal CycleOutcome RunCycles(Instant until)
    {
        _attention &= ~Attention.Interrupt;
        try
        {
            return RunUnguarded(until);
        }
        catch (Exception exception) when (Step == Step.Run)
        {
            GoOnAfter(exception);
            return FinishCycle();
        }
        finally
        {
            Step = Step.Between;
        }
    }

    private CycleOutcome RunUnguarded(Instant until)
    {
        if ((_attention & Attention.Steps) != 0) ApplyDeferred();
        if (_watched.HasSignals) _ = PollDrivers(hasRun: false);
        while (true)
        {
            // The clock is a fence: what is ready already is looked up before, and again only if a timer fell due.
            if (Timers.NextDeadline <= Now) Timers.Poll(Now, this);
            NodePlace[] places = _topology.Places;
            ulong bits = _next.LoneBits;
            int rank = _next.FirstLone;
            var now = new Instant(Math.Max(_clock.Read().UnixNanoseconds, Now.UnixNanoseconds));
            Now = now;
            if (Timers.NextDeadline <= now)
            {
                Timers.Poll(now, this);
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
            Step = Step.Run;
            if ((_attention & Attention.Expiry) != 0) Expiring.ExpireAll();
            RunReady(places, rank, bits);
            if (_attention == Attention.None)
            {
                Step = Step.Between;
                if (now >= until) return CycleOutcome.Ran;
            }
            else
            {
                if (FinishCycle() == CycleOutcome.Terminated) return CycleOutcome.Terminated;
                if (IsInterrupted || now >= until) return CycleOutcome.Ran;
                if ((_attention & Attention.Steps) != 0) ApplyDeferred();
            }

            if (_watched.HasSignals && !PollDrivers(hasRun: true)) return CycleOutcome.Ran;
        }
    }

    /// <summary>Polls every driver that has signalled.</summary>
    /// <param name="hasRun">Whether a cycle has run, so that the runtime may take control back instead.</param>
    /// <returns>False when the runtime does, so that there may still be something to poll.</returns>
    private bool PollDrivers(bool hasRun)
    {
        foreach (Driver driver in _drivers)
        {
            if (!driver.HasSignals) continue;
            if (hasRun && driver.IsInterrupted) return false;
            Step = Step.Poll;
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

    /// <summary>Steps 3 to 5, when there is anything to see to besides the nodes.</summary>
    private CycleOutcome FinishCycle()
    {
        bool ends = (_attention & Attention.End) != 0;
        _attention &= ~Attention.End;
        Step = Step.Effects;
        if ((_attention & Attention.Reports) != 0) _failures.Report();
        if ((_attention & Attention.Effects) != 0) Effects.Run(_hooks);
        Step = Step.Sweep;
        if ((_attention & Attention.Removals) != 0) Removals.Finish();
        Step = Step.Spawn;
        if ((_attention & Attention.Spawns) != 0) Spawns.Run();
        Step = Step.Between;
        if ((_attention & Attention.Reports) != 0) _failures.Report();
        if (ChecksInvariants) AssertInvariants();
        return ends ? CycleOutcome.Terminated : CycleOutcome.Ran;
    }

    /// <summary>Deals with the running node, which threw, by its policy; the others go on.</summary>
    private void GoOnAfter(Exception? exception)
    {
        while (exception is not null)
        {
            Node node = Running;
            Effects.TakeBack(node);
            _failures.Fail(node, "in its cycle function", exception);
            if (_failures.Fault is not null) EndFaultedCycle();
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

                    rest |= _ready.AddTriggers(in place.Children, rank >> 6);
                }
            }
            else
            {
                if (control != Control.Unchanged) Apply(node, control);
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

    private static Control RunFlagged(Node node, in CycleContext context) =>
        node.IsDoomed ? Control.Unchanged : node.CycleHolding(in context);

    /// <summary>Does what the node's answer asks for besides telling others.</summary>
    private void Apply(Node node, Control control)
    {
        if (control == Control.Sweep)
        {
            Removals.Doom(node);
            return;
        }

        if (control != Control.Terminate) Node.ThrowNoControl(control);
        _attention |= Attention.End;
    }

    /// <summary>Does what was asked outside steps 1 to 3, until nothing of it is left.</summary>
    internal void ApplyDeferred()
    {
        Deferred.Apply();
        Removals.CloseGaps(_next);
    }

    /// <summary>Leaves nothing of a failed cycle that a later call could trip over, and throws the fault.</summary>
    internal void EndFaultedCycle()
    {
        _ready.Clear();
        Effects.Clear();
        Step = Step.Between;
        _failures.ThrowFault();
    }
}
