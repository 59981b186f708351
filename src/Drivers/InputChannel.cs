using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>
/// A bounded queue from any thread to one node, which reads <see cref="Items"/> in its cycle function. The items of one
/// producer arrive in the order it sent them.
/// </summary>
/// <typeparam name="TItem">The type of the items.</typeparam>
[DebuggerDisplay("{Count} of {Capacity} waiting, {Dropped} dropped")]
public sealed class InputChannel<TItem> : ExternalInput
{
    private readonly Executor _executor;
    private readonly OwnerThread _owner; // of the executor, which a sending thread must not touch otherwise
    private readonly FullMode _fullMode;
    private readonly Delivery _delivery;
    private readonly object _room = new(); // blocked senders wait on it; taken before the gate, never inside it

    // Guarded by the driver's gate.
    private BoundedRing<TItem> _waiting;
    private long _dropped;
    private int _senders;
    private int _blocked;   // senders that found no room and wait
    private bool _closed;   // the node has left, or the executor is faulted
    private bool _finished; // every sender was disposed

    // Only the owner touches what the last cut delivered.
    private TItem[] _delivered = [];
    private int _deliveredCount;
    private bool _mayRelease; // whether blocked senders may find room now

    internal InputChannel(
        Node node, InputDriver driver, Executor executor, int capacity, FullMode fullMode, Delivery delivery)
        : base(node, driver)
    {
        _waiting = new BoundedRing<TItem>(Guard.AtLeastOne(capacity));
        (_executor, _owner) = (executor, executor.Owner);
        (_fullMode, _delivery) = (Guard.Defined(fullMode), Guard.Defined(delivery));
    }

    /// <summary>How many items can wait at once.</summary>
    public int Capacity => _waiting.Capacity;

    /// <summary>How many items are waiting, carried-over ones included.</summary>
    public int Count
    {
        get
        {
            lock (Driver.Gate) return _waiting.Count;
        }
    }

    /// <summary>How many items <see cref="FullMode.DropOldest"/> has discarded so far.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>The items delivered in this cycle, oldest first; empty when something else woke the node.</summary>
    public ReadOnlySpan<TItem> Items => new(_delivered, 0, _deliveredCount);

    /// <summary>Whether every sender is disposed and the node has been told so.</summary>
    public bool IsCompleted => CompletedEpoch >= 0;

    /// <summary>Whether a producer waits for room.</summary>
    internal bool HasBlocked
    {
        get
        {
            lock (Driver.Gate) return _blocked > 0;
        }
    }

    /// <summary>Opens a sender. The channel completes when all that were opened are disposed.</summary>
    /// <exception cref="InvalidOperationException">
    /// All senders were disposed before: the channel is complete.
    /// </exception>
    public Sender<TItem> OpenSender()
    {
        lock (Driver.Gate)
        {
            if (_finished)
            {
                throw new InvalidOperationException(
                    $"The channel of {Node} is complete: all its senders were disposed. Create another channel.");
            }

            _senders++;
        }

        return new Sender<TItem>(this);
    }

    internal bool TrySend(Sender<TItem> sender, TItem item)
    {
        CheckOutsideCycle();
        return Put(sender, item, mayBlock: false) == Admission.Taken;
    }

    internal bool Send(Sender<TItem> sender, TItem item, CancellationToken cancellation)
    {
        CheckOutsideCycle();
        cancellation.ThrowIfCancellationRequested();
        Admission admission = Put(sender, item, mayBlock: false);
        return admission == Admission.Full ? SendBlocking(sender, item, cancellation) : admission == Admission.Taken;
    }

    /// <summary>
    /// Takes leave of a sender that counts as disposed already; what it still waits to send is refused.
    /// </summary>
    internal void CloseSender()
    {
        lock (Driver.Gate)
        {
            if (--_senders == 0)
            {
                _finished = true;
                if (!_closed) Driver.SignalWithinGate(this);
            }
        }

        Driver.Announce();
        PulseBlocked();
    }

    internal override bool Freeze(Executor executor)
    {
        if (_closed) return false;
        int waiting = _waiting.Count;
        if (waiting == 0)
        {
            Debug.Assert(_finished, "A channel signals when it has an item or is complete.");
            CompletedEpoch = executor.Epoch + 1;
            executor.MakeReady(Node);
            return false;
        }

        if (_delivery == Delivery.Burst)
        {
            _deliveredCount = _waiting.DrainTo(ref _delivered);
        }
        else
        {
            while (_delivery == Delivery.Latest && _waiting.Count > 1) _waiting.Dequeue();
            if (_delivered.Length == 0) _delivered = new TItem[1];
            _delivered[0] = _waiting.Dequeue();
            _deliveredCount = 1;
        }

        _mayRelease = _blocked > 0;
        executor.MakeReady(Node);
        return _waiting.Count > 0 || _finished;
    }

    internal override void Frozen()
    {
        if (!_mayRelease) return;
        _mayRelease = false;
        PulseBlocked();
    }

    internal override void Release()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TItem>()) Array.Clear(_delivered, 0, _deliveredCount);
        _deliveredCount = 0;
    }

    internal override void Close()
    {
        lock (Driver.Gate)
        {
            _closed = true;
            _waiting.Clear();
        }

        PulseBlocked();
    }

    private Admission Put(Sender<TItem> sender, TItem item, bool mayBlock)
    {
        lock (Driver.Gate)
        {
            if (_closed || sender.IsDisposed) return Admission.Refused;
            if (!_waiting.TryEnqueue(item))
            {
                if (_fullMode == FullMode.Wait)
                {
                    if (mayBlock) _blocked++;
                    return Admission.Full;
                }

                _waiting.Dequeue();
                _waiting.TryEnqueue(item);
                _dropped++;
            }

            Driver.SignalWithinGate(this);
        }

        Driver.Announce();
        return Admission.Taken;
    }

    private bool SendBlocking(Sender<TItem> sender, TItem item, CancellationToken cancellation)
    {
        if (_owner.IsHere)
        {
            throw new InvalidOperationException(
                $"Send to {Node} would wait for room on the very thread that makes room: its channel of {Capacity} is "
                + "full. Use TrySend, or send from another thread.");
        }

        using CancellationTokenRegistration registration =
            cancellation.UnsafeRegister(static channel => ((InputChannel<TItem>)channel!).PulseBlocked(), this);
        lock (_room)
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                Admission admission = Put(sender, item, mayBlock: true);
                if (admission != Admission.Full) return admission == Admission.Taken;
                Monitor.Wait(_room);
                lock (Driver.Gate) _blocked--;
            }
        }
    }

    private void PulseBlocked()
    {
        lock (_room) Monitor.PulseAll(_room);
    }

    private void CheckOutsideCycle()
    {
        if (!_owner.IsHere || !_executor.IsInCycleHere) return;
        throw new InvalidOperationException(
            $"An item was sent to {Node} from inside a cycle of its own executor. Use Feedback there.");
    }

    private enum Admission : byte
    {
        Refused,
        Full,
        Taken,
    }
}
