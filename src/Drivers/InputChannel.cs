using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <summary>A bounded queue from any thread to one node, whatever the type of its items.</summary>
public abstract class InputChannel : ExternalInput
{
    private readonly Executor _executor;
    private readonly OwnerThread _owner; // of the executor, which a sending thread must not touch otherwise
    private readonly int _builder;       // thread that made the channel, and so may be the one to run it
    private readonly object _room = new(); // blocked senders wait on it; taken before the gate, never inside it

    // Guarded by the driver's gate.
    private long _dropped;
    private int _senders;
    private int _blocked; // senders that have found no room and wait

    // Only the owner touches it.
    private bool _mayRelease; // whether blocked senders may find room now

    private protected InputChannel(
        Node node, InputDriver driver, Executor executor, FullMode fullMode, Delivery delivery)
        : base(node, driver)
    {
        (_executor, _owner) = (executor, executor.Owner);
        (FullMode, Delivery) = (Guard.Defined(fullMode), Guard.Defined(delivery));
        _builder = Environment.CurrentManagedThreadId;
    }

    /// <summary>How many items can wait at once.</summary>
    public abstract int Capacity { get; }

    /// <summary>How many items are waiting, carried-over ones included.</summary>
    public int Count
    {
        get
        {
            lock (Driver.Gate) return Waiting;
        }
    }

    /// <summary>How many items <see cref="FullMode.DropOldest"/> has discarded so far.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Whether every sender is disposed and the node has been told so.</summary>
    public bool IsCompleted => CompletedEpoch >= 0;

    /// <summary>What happens to an item sent to a full channel.</summary>
    internal FullMode FullMode { get; }

    /// <summary>How the waiting items reach the node.</summary>
    internal Delivery Delivery { get; }

    /// <summary>Whether a producer waits for room.</summary>
    internal bool HasBlocked
    {
        get
        {
            lock (Driver.Gate) return _blocked > 0;
        }
    }

    /// <summary>How many items are waiting. Guarded by the driver's gate, as all that follow.</summary>
    internal abstract int Waiting { get; }

    /// <summary>Whether the node has left, or the executor is faulted.</summary>
    internal bool IsClosed { get; private set; }

    /// <summary>Whether every sender was disposed.</summary>
    internal bool IsFinished { get; private set; }

    /// <summary>Which items belong to batches; null as long as none has.</summary>
    internal BatchMarks? Marks { get; private set; }

    /// <summary>Discards waiting items that belong to a batch.</summary>
    internal abstract void Discard(int place, int count, ref List<DiscardReport>? reports);

    /// <summary>Makes room by discarding the oldest item that may be, or the batch it belongs to.</summary>
    internal abstract void DiscardOldest(ref List<DiscardReport>? reports);

    /// <summary>Marks the newest items as those of a batch.</summary>
    internal void Mark(WaitingBatch batch, int count) =>
        (Marks ??= new BatchMarks(this, Delivery)).Add(batch, Waiting - count, count);

    /// <summary>Counts a producer that finds no room and will wait for it.</summary>
    internal void CountBlocked() => _blocked++;

    /// <summary>Counts items that are discarded.</summary>
    internal void CountDropped(int count) => _dropped += count;

    /// <summary>Counts one more sender.</summary>
    internal void CountSender()
    {
        lock (Driver.Gate)
        {
            if (IsFinished)
            {
                throw new InvalidOperationException(
                    $"The channel of {Node} is complete: all its senders were disposed. Create another channel.");
            }

            _senders++;
        }
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
                IsFinished = true;
                if (!IsClosed) Driver.SignalWithinGate(this);
            }
        }

        Driver.RaiseAtGate();
        PulseBlocked();
    }

    /// <summary>Refuses a send from inside a cycle, where the order of what is sent would be lost.</summary>
    internal void CheckOutsideCycle()
    {
        if (_owner.IsHere && _executor.Step != Step.Between) ThrowInCycle();
    }

    /// <summary>
    /// Waits until there may be room, while a sender tries again and again. The sender holds <see cref="Room"/>, and
    /// has counted itself by <see cref="CountBlocked"/>.
    /// </summary>
    internal void WaitForRoom()
    {
        try
        {
            if (_builder != Environment.CurrentManagedThreadId) Monitor.Wait(_room);
            else if (!Monitor.Wait(_room, Driver.OwnWaitMs) && !_owner.IsTaken) ThrowNobodyRuns();
        }
        finally
        {
            lock (Driver.Gate) _blocked--;
        }
    }

    /// <summary>Refuses to wait on the thread that makes room.</summary>
    internal void CheckMayWait()
    {
        if (_owner.IsHere) ThrowOwnRoom();
    }

    /// <summary>What blocked senders hold while they try.</summary>
    internal object Room => _room;

    /// <summary>Lets every blocked sender try again.</summary>
    internal void PulseBlocked()
    {
        lock (_room) Monitor.PulseAll(_room);
    }

    internal sealed override void AfterFreeze()
    {
        if (!_mayRelease) return;
        _mayRelease = false;
        PulseBlocked();
    }

    internal sealed override void Close()
    {
        lock (Driver.Gate)
        {
            IsClosed = true;
            Marks?.Clear(Driver.Batches);
            ClearWaiting();
        }

        PulseBlocked();
    }

    /// <summary>Forgets every waiting item.</summary>
    private protected abstract void ClearWaiting();

    /// <summary>Notes that items were taken, so that there may be room.</summary>
    private protected void AfterTaking(int count)
    {
        Marks?.Take(count);
        _mayRelease = _blocked > 0;
    }

    [DoesNotReturn]
    private void ThrowInCycle() => throw new InvalidOperationException(
        $"An item was sent to {Node} from inside a cycle of its own executor. Use Feedback there.");

    [DoesNotReturn]
    private void ThrowOwnRoom() => throw new InvalidOperationException(
        $"Send to {Node} would wait for room on the very thread that makes room: its channel of {Capacity} is full. "
        + "Use TrySend, or send from another thread.");

    [DoesNotReturn]
    private void ThrowNobodyRuns() => throw new InvalidOperationException(
        $"Send to {Node} has waited for room for {Driver.OwnWaitMs / 1000.0} s on the thread that built its graph, and "
        + $"nothing runs the graph meanwhile: its channel of {Capacity} is full. Start the run first (RunAsync runs on "
        + "a thread of its own), use TrySend, or send from another thread.");
}
