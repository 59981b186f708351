using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <summary>
/// Where other threads meet the graph: notifiers, channels and pipes. One gate guards them all, so a poll takes in one
/// cut: if an item is in it, so is everything that was sent before that item, on whichever input.
/// </summary>
[SuppressMessage(
    "Reliability", "CA1001",
    Justification = "The event's kernel handle is never asked for; late wake-ups must find it.")]
internal sealed class InputDriver : Driver
{
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _wakeUp = new(initialState: false, spinCount: 0);
    private readonly List<InputPipe> _notStarted = []; // pipes attached since the last poll; only the owner touches it

    private List<ExternalInput> _signalled = []; // to look at in the next poll; guarded by _gate
    private List<ExternalInput> _frozen = [];    // looked at in the last poll; only the owner touches it
    private bool _parked;                        // whether the owner waits for _wakeUp; guarded by _gate
    private bool _woken;                         // whether a wake-up without an input is outstanding; guarded by _gate

    /// <summary>Why no input can be created here, or null when they can.</summary>
    internal string? Refusal { get; set; }

    /// <summary>Whether the next poll has an input to look at.</summary>
    internal bool HasSignals
    {
        get
        {
            lock (_gate) return _signalled.Count > 0;
        }
    }

    /// <summary>Whether the owner waits for a wake-up.</summary>
    internal bool IsParked
    {
        get
        {
            lock (_gate) return _parked;
        }
    }

    /// <summary>Guards the state of all inputs of this driver.</summary>
    internal Lock Gate => _gate;

    internal override void Poll(Executor executor)
    {
        if (_notStarted.Count > 0) StartPipes();
        if (_frozen.Count > 0) ReleaseFrozen();
        lock (_gate)
        {
            (_signalled, _frozen) = (_frozen, _signalled);
            HasWork = _frozen.Count > 0;
            foreach (ExternalInput input in _frozen)
            {
                input.IsSignalled = false;
                if (input.Freeze(executor)) SignalWithinGate(input);
            }
        }

        foreach (ExternalInput input in _frozen) input.Frozen();
    }

    /// <summary>
    /// Lets the next poll look at the input. Must be called within the gate, and followed by <see cref="Announce"/>
    /// outside.
    /// </summary>
    /// <returns>Whether the owner waits, for <see cref="Announce"/>.</returns>
    internal bool SignalWithinGate(ExternalInput input)
    {
        if (!input.IsSignalled)
        {
            input.IsSignalled = true;
            _signalled.Add(input);
        }

        return _parked;
    }

    /// <summary>Lets the next poll look at the input, and wakes the owner.</summary>
    internal void Signal(ExternalInput input)
    {
        bool parked;
        lock (_gate) parked = SignalWithinGate(input);
        Announce(parked);
    }

    /// <summary>
    /// Tells the owner that there is something to poll. Outside the gate, so that an owner that spins does not run into
    /// it.
    /// </summary>
    internal void Announce(bool parked)
    {
        HasWork = true;
        if (parked) _wakeUp.Set();
    }

    internal override void Wake()
    {
        bool parked;
        lock (_gate) (_woken, parked) = (true, _parked);
        if (parked) _wakeUp.Set();
    }

    /// <summary>Blocks the owner until an input signals, <see cref="Wake"/> is called, or the time is up.</summary>
    /// <param name="timeoutMs">Milliseconds; -1 for no limit.</param>
    internal void Park(int timeoutMs)
    {
        lock (_gate)
        {
            if (_signalled.Count > 0 || _woken)
            {
                _woken = false;
                return;
            }

            _wakeUp.Reset();
            _parked = true;
        }

        _wakeUp.Wait(timeoutMs);
        lock (_gate) (_parked, _woken) = (false, false);
    }

    /// <summary>Takes an input in, or says why it cannot be.</summary>
    internal void Register(ExternalInput input)
    {
        if (Refusal is not null) throw new InvalidOperationException($"{input.Node} cannot have an input: {Refusal}");
        input.Next = input.Node.FirstInput;
        input.Node.FirstInput = input;
        if (input is not InputPipe pipe) return;
        _notStarted.Add(pipe);
        HasWork = true;
    }

    /// <summary>Lets another channel take the place of one that is complete; refuses while it is not.</summary>
    internal static void MakeWay<TItem>(InputChannel<TItem>? previous)
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

    private void StartPipes()
    {
        foreach (InputPipe pipe in _notStarted) pipe.Start();
        _notStarted.Clear();
    }

    private void ReleaseFrozen()
    {
        foreach (ExternalInput input in _frozen) input.Release();
        _frozen.Clear();
    }
}
