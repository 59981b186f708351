using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Spaxiom.Graph;

/// <summary>
/// Where other threads meet the graph: notifiers, channels and pipes. A poll takes in one cut: if an item is in it, so
/// is everything that was sent before that item, on any input.
/// </summary>
/// <remarks>
/// <para>A notification is one bit of <see cref="Driver.Signals"/>, as long as there are bits. One gate guards
/// everything else. Another bit says that an input at the gate has something.</para>
/// <para>The cut: if that bit is not set, one exchange takes the notifiers' bits, and nothing else was sent before. If
/// it is set, the poll freezes the inputs at the gate and takes the bits once more before it leaves the gate. A sender
/// waits meanwhile. A notification that came before an item of the cut has set its bit by then.</para>
/// </remarks>
[SuppressMessage(
    "Reliability", "CA1001",
    Justification = "The event's kernel handle is never asked for; late wake-ups must find it.")]
internal sealed class InputDriver(IWorkHost workHost) : Driver
{
    private const long AtGate = long.MinValue; // some input at the gate has signalled, or is to be released
    private const int NotifierBits = 62;

    private readonly Lock _gate = new();

    // Any thread.
    private readonly ManualResetEventSlim _wakeUp = new(initialState: false, spinCount: 0);
    private volatile bool _parked; // whether the owner waits for _wakeUp, or is about to

    // Guarded by the gate.
    private List<ExternalInput> _signalled = []; // the next poll freezes them

    // Only the owner touches them.
    private readonly List<InputPipe> _notStarted = []; // pipes attached since the last poll
    private readonly HashSet<ExternalInput> _endsWithRun = []; // only the owner touches it
    private readonly Node?[] _notified = new Node?[NotifierBits]; // by bit; null where the bit is free
    private List<ExternalInput> _frozen = []; // the last poll froze them, and the next one releases them

    /// <summary>Why no input can be created here, or null when they can.</summary>
    internal string? Refusal { get; set; }

    /// <summary>Where background work runs.</summary>
    internal IWorkHost WorkHost => workHost;

    /// <summary>Whether the next poll has an input to look at.</summary>
    internal bool HasPendingInputs
    {
        get
        {
            if ((Volatile.Read(ref Signals) & ~(AtGate | InterruptSignal)) != 0) return true;
            lock (_gate) return _signalled.Count > 0;
        }
    }

    /// <summary>Whether the owner waits for a wake-up.</summary>
    internal bool IsParked => _parked;

    /// <summary>Guards the state of all inputs of this driver but notifiers.</summary>
    internal Lock Gate => _gate;

    /// <summary>The batches over several channels that have not entered a cycle yet. Guarded by the gate.</summary>
    internal WaitingBatches Batches { get; } = new();

    /// <summary>
    /// How many milliseconds a send waits on the thread that built the graph, while nothing runs it, before it fails.
    /// </summary>
    internal int OwnWaitMs { get; set; } = 10_000;

    internal override void Poll(Executor executor)
    {
        if (_notStarted.Count > 0) StartPipes();
        if (_frozen.Count > 0) Release();
        long signals = Interlocked.Exchange(ref Signals, 0);
        if ((signals & AtGate) != 0) signals |= Freeze(executor);
        if ((signals & InterruptSignal) != 0) executor.Require(Attention.Interrupt);
        for (long bits = signals & ~(AtGate | InterruptSignal); bits != 0; bits &= bits - 1)
        {
            if (_notified[BitOperations.TrailingZeroCount(bits)] is { } node) executor.MakeReady(node);
        }
    }

    internal override void CollectDue(List<Node> nodes)
    {
        lock (_gate)
        {
            foreach (ExternalInput input in _signalled) nodes.Add(input.Node);
        }

        for (long bits = Volatile.Read(ref Signals) & ~(AtGate | InterruptSignal); bits != 0; bits &= bits - 1)
        {
            if (_notified[BitOperations.TrailingZeroCount(bits)] is { } node) nodes.Add(node);
        }
    }

    /// <summary>Lets the next poll see the bit, and wakes the owner.</summary>
    internal void Raise(long bit)
    {
        Interlocked.Or(ref Signals, bit);
        if (_parked) _wakeUp.Set(); // the owner sets _parked before it reads the signals, so one sees the other
    }

    /// <summary>
    /// Lets the next poll look at the input. Must be called within the gate, and followed by <see cref="RaiseAtGate"/>
    /// outside.
    /// </summary>
    internal void SignalWithinGate(ExternalInput input)
    {
        if (input.IsSignalled) return;
        input.IsSignalled = true;
        _signalled.Add(input);
    }

    /// <summary>Lets the next poll look at the input, and wakes the owner.</summary>
    internal void Signal(ExternalInput input)
    {
        lock (_gate) SignalWithinGate(input);
        RaiseAtGate();
    }

    /// <summary>
    /// Tells the owner that an input at the gate has something. Called outside the gate, so that a spinning owner does
    /// not have to wait for the gate.
    /// </summary>
    internal void RaiseAtGate()
    {
        if ((Volatile.Read(ref Signals) & AtGate) == 0) Raise(AtGate);
        else if (_parked) _wakeUp.Set(); // the thread that raised it may not have come to this
    }

    internal override void Interrupt() => Raise(InterruptSignal);

    /// <summary>
    /// Blocks the owner until an input signals, <see cref="Interrupt"/> is called, or the time is up.
    /// </summary>
    /// <param name="timeoutMs">Milliseconds; -1 for no limit.</param>
    internal void Park(int timeoutMs)
    {
        _wakeUp.Reset();
        _parked = true;
        Interlocked.MemoryBarrier();
        if (!HasSignals) _wakeUp.Wait(timeoutMs);
        _parked = false;
        Interlocked.And(ref Signals, ~InterruptSignal); // whoever interrupts has set the reason before
    }

    /// <summary>Ends what may not outlast the run: work in flight, whose results nobody waits for.</summary>
    internal void EndRun()
    {
        foreach (ExternalInput input in _endsWithRun) input.OnRunEnded();
    }

    /// <summary>Lets an input that has gone dead be forgotten.</summary>
    internal void Forget(ExternalInput input) => _endsWithRun.Remove(input);

    /// <summary>Takes an input in, or says why it cannot be created here.</summary>
    internal void Register(ExternalInput input)
    {
        if (Refusal is not null && input.IsFromOutside)
            throw new InvalidOperationException($"{input.Node} cannot have an input: {Refusal}");
        input.Next = input.Node.FirstInput;
        input.Node.FirstInput = input;
        if (!input.IsFromOutside) _endsWithRun.Add(input);
        if (input is Notifier notifier) AssignBit(notifier);
        if (input is not InputPipe pipe) return;
        _notStarted.Add(pipe);
        Raise(AtGate);
    }

    /// <summary>Takes the bit of a notifier that has gone dead, for the next notifier.</summary>
    internal void ReturnBit(Notifier notifier)
    {
        if (notifier.Bit == 0) return;
        Interlocked.And(ref Signals, ~notifier.Bit);
        _notified[BitOperations.TrailingZeroCount(notifier.Bit)] = null;
        notifier.Bit = 0;
    }

    /// <summary>Unregisters a channel whose place another one takes; refuses while it is not complete.</summary>
    internal static void TakePlaceOf(InputChannel? previous)
    {
        if (previous is null) return;
        if (!previous.IsCompleted)
        {
            throw new InvalidOperationException(
                $"{previous.Node} has a sender already. Use Sender.Clone for another producer, or dispose all senders "
                + "first.");
        }

        Unregister(previous);
    }

    /// <summary>Forgets an input that will bring nothing more, while its node stays.</summary>
    private static void Unregister(ExternalInput input)
    {
        if (input.Node.FirstInput == input)
        {
            input.Node.FirstInput = input.Next;
            return;
        }

        for (NodeInput? other = input.Node.FirstInput; other is not null; other = other.Next)
        {
            if (other.Next == input) other.Next = input.Next;
        }
    }

    private void AssignBit(Notifier notifier)
    {
        int free = Array.IndexOf(_notified, null);
        if (free < 0) return;
        _notified[free] = notifier.Node;
        notifier.Bit = 1L << free;
    }

    /// <summary>Freezes the inputs at the gate that have signalled.</summary>
    /// <returns>The signals that were set before that.</returns>
    private long Freeze(Executor executor)
    {
        long signals;
        Debug.Assert(_frozen.Count == 0, "The last cut was released.");
        lock (_gate)
        {
            (_signalled, _frozen) = (_frozen, _signalled);
            if (Batches.Count > 0) EnterBatches(executor);
            foreach (ExternalInput input in _frozen)
            {
                input.IsSignalled = false;
                if (input.Freeze(executor)) SignalWithinGate(input);
            }

            signals = Interlocked.Exchange(ref Signals, _frozen.Count > 0 ? AtGate : 0);
        }

        foreach (ExternalInput input in _frozen) input.AfterFreeze();
        return signals;
    }

    private void StartPipes()
    {
        foreach (InputPipe pipe in _notStarted) pipe.Start();
        _notStarted.Clear();
    }

    /// <summary>Lets the batches enter that are next at each of their channels.</summary>
    private void EnterBatches(Executor executor)
    {
        foreach (ExternalInput input in _frozen)
        {
            if (input is not InputChannel { Marks: { } marks } channel) continue;
            if (executor.ChecksInvariants) marks.AssertInvariants(channel.Waiting);
            Batches.Enter(marks);
        }
    }

    private void Release()
    {
        foreach (ExternalInput input in _frozen) input.Release();
        _frozen.Clear();
    }
}
