using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>
/// A bounded queue from any thread to one node, which reads <see cref="Items"/> in its cycle function. The items of one
/// producer arrive in the order it sent them.
/// </summary>
/// <typeparam name="TItem">The type of the items.</typeparam>
[DebuggerDisplay("{Waiting} of {Capacity} wait for {Node}, {Dropped} dropped")]
public sealed class InputChannel<TItem> : InputChannel
{
    private readonly Action<TItem>? _onDropped;
    private BoundedRing<TItem> _waiting; // guarded by the driver's gate

    // What the last cut delivered. Only the owner touches it.
    private TItem[] _delivered = [];
    private int _deliveredCount;

    internal InputChannel(
        Node node,
        InputDriver driver,
        Executor executor,
        int capacity,
        FullMode fullMode,
        Delivery delivery,
        Action<TItem>? onDropped)
        : base(node, driver, executor, fullMode, delivery)
    {
        _waiting = new BoundedRing<TItem>(Guard.AtLeastOne(capacity));
        _onDropped = onDropped;
        if (onDropped is null || fullMode == FullMode.DropOldest) return;
        throw new ArgumentException(
            $"The channel of {node} discards nothing under FullMode.{fullMode}, so onDropped would never be called. "
            + "Use FullMode.DropOldest, or leave it out.",
            nameof(onDropped));
    }

    /// <inheritdoc/>
    public override int Capacity => _waiting.Capacity;

    /// <summary>The items delivered in this cycle, oldest first; empty when something else woke the node.</summary>
    public ReadOnlySpan<TItem> Items => new(_delivered, 0, _deliveredCount);

    internal override int Waiting => _waiting.Count;

    /// <summary>Opens a sender. The channel completes when all that were opened are disposed.</summary>
    /// <exception cref="InvalidOperationException">
    /// All senders were disposed before: the channel is complete.
    /// </exception>
    public Sender<TItem> OpenSender()
    {
        CountSender();
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

    /// <summary>Puts the items of a batch behind all others; there is room. Guarded by the driver's gate.</summary>
    internal void Enqueue(ReadOnlySpan<TItem> items, WaitingBatch? batch)
    {
        foreach (TItem item in items)
        {
            bool isTaken = _waiting.TryEnqueue(item);
            Debug.Assert(isTaken, "A batch is taken when there is room for all of it.");
        }

        if (batch is not null) Mark(batch, items.Length);
        Driver.SignalWithinGate(this);
    }

    /// <summary>Counts items as discarded that never waited. Guarded by the driver's gate.</summary>
    internal void DiscardUnsent(ReadOnlySpan<TItem> items, ref List<DiscardReport>? reports)
    {
        CountDropped(items.Length);
        if (_onDropped is not null) (reports ??= []).Add(new DiscardReport<TItem>(items.ToArray(), _onDropped));
    }

    /// <summary>Makes room for an item by discarding the oldest that may be. Guarded by the driver's gate.</summary>
    /// <param name="discarded">The item, if it was a lone one; what belonged to a batch is in the reports.</param>
    /// <param name="isLone">Whether it was a lone one.</param>
    /// <param name="reports">What is to be told to callbacks.</param>
    /// <returns>False when every item belongs to a batch that is kept.</returns>
    internal bool TryDiscardOldest(out TItem discarded, out bool isLone, ref List<DiscardReport>? reports)
    {
        int place = 0;
        WaitingBatch? batch = null;
        if (Marks is { IsEmpty: false }) place = Marks.FindOldest(_waiting.Count, out batch);
        isLone = batch is null && place >= 0;
        discarded = default!;
        if (isLone)
        {
            discarded = _waiting[place];
            _waiting.RemoveRange(place, 1);
            Marks?.DiscardLone(place);
            CountDropped(1);
        }
        else if (batch is not null)
        {
            Driver.Batches.Discard(batch, ref reports);
        }

        return place >= 0;
    }

    internal override void Discard(int place, int count, ref List<DiscardReport>? reports)
    {
        CountDropped(count);
        if (_onDropped is not null)
        {
            var items = new TItem[count];
            for (int i = 0; i < count; i++) items[i] = _waiting[place + i];
            (reports ??= []).Add(new DiscardReport<TItem>(items, _onDropped));
        }

        _waiting.RemoveRange(place, count);
    }

    internal override void DiscardOldest(ref List<DiscardReport>? reports)
    {
        bool isMade = TryDiscardOldest(out TItem discarded, out bool isLone, ref reports);
        Debug.Assert(isMade, "The sender asks for no more room than can be made.");
        if (isLone && _onDropped is not null) (reports ??= []).Add(new DiscardReport<TItem>([discarded], _onDropped));
    }

    internal override bool Freeze(Executor executor)
    {
        if (IsClosed) return false;
        Debug.Assert(_deliveredCount == 0, "The last cut was released.");
        int waiting = _waiting.Count;
        if (waiting == 0)
        {
            if (!IsFinished) return false; // what it had belonged to a batch that was discarded elsewhere
            CompletedEpoch = executor.Epoch + 1;
            executor.MakeReady(Node);
            return false;
        }

        int deliverable = Marks is null ? waiting : Marks.CountDeliverable(waiting);
        if (deliverable == 0) return true; // a batch comes next, and is not next elsewhere
        int taken = Deliver(deliverable);
        AfterTaking(taken);
        executor.MakeReady(Node);
        return taken < waiting || IsFinished;
    }

    internal override void Release()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TItem>()) Array.Clear(_delivered, 0, _deliveredCount);
        _deliveredCount = 0;
    }

    private protected override void ClearWaiting() => _waiting.Clear();

    /// <summary>Moves items from those that wait to those that are delivered.</summary>
    /// <returns>How many wait no longer.</returns>
    private int Deliver(int deliverable)
    {
        if (Delivery == Delivery.Burst)
        {
            _deliveredCount = deliverable;
            _waiting.MoveTo(ref _delivered, deliverable);
            return deliverable;
        }

        int taken = Delivery == Delivery.Latest ? deliverable : 1;
        for (int superseded = taken - 1; superseded > 0; superseded--) _waiting.Dequeue();
        if (_delivered.Length == 0) _delivered = new TItem[1];
        _delivered[0] = _waiting.Dequeue();
        _deliveredCount = 1;
        return taken;
    }

    private Admission Put(Sender<TItem> sender, TItem item, bool mayBlock)
    {
        TItem discarded = default!;
        bool isDiscarded = false;
        List<DiscardReport>? reports = null;
        lock (Driver.Gate)
        {
            if (IsClosed || sender.IsDisposed) return Admission.Refused;
            if (!_waiting.TryEnqueue(item))
            {
                if (FullMode == FullMode.Wait)
                {
                    if (mayBlock) CountBlocked();
                    return Admission.Full;
                }

                if (TryDiscardOldest(out discarded, out isDiscarded, ref reports)) _waiting.TryEnqueue(item);
                else DiscardUnsent([item], ref reports);
            }

            Driver.SignalWithinGate(this);
        }

        Driver.RaiseAtGate();
        if (isDiscarded) _onDropped?.Invoke(discarded);
        if (reports is not null) DiscardReport.Deliver(reports);
        return Admission.Taken;
    }

    private bool SendBlocking(Sender<TItem> sender, TItem item, CancellationToken cancellation)
    {
        CheckMayWait();
        using CancellationTokenRegistration registration =
            cancellation.UnsafeRegister(static channel => ((InputChannel)channel!).PulseBlocked(), this);
        lock (Room)
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                Admission admission = Put(sender, item, mayBlock: true);
                if (admission != Admission.Full) return admission == Admission.Taken;
                WaitForRoom();
            }
        }
    }
}
