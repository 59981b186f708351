using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <summary>A batch that is sent live to the channels of several inputs, from any thread.</summary>
/// <remarks>
/// It is kept, that is never discarded, if an input of it waits when it is full. An input that discards its oldest
/// items passes over kept ones. What would have to be discarded for lack of others is the new item or batch itself.
/// </remarks>
internal sealed class SendBatch(Executor executor, InputDriver driver) : InputBatch
{
    /// <inheritdoc/>
    public override bool TrySend()
    {
        if (Filled.Count == 0) return true;
        CheckSendable();
        List<DiscardReport>? reports = null;
        Admission admission = Put(waitsFor: null, out _, ref reports);
        return End(admission, reports);
    }

    /// <inheritdoc/>
    public override bool Send(CancellationToken cancellation = default)
    {
        if (Filled.Count == 0) return true;
        CheckSendable();
        cancellation.ThrowIfCancellationRequested();
        List<DiscardReport>? reports = null;
        Admission admission = Put(waitsFor: null, out InputChannel? full, ref reports);
        while (admission == Admission.Full) admission = Wait(full!, out full, ref reports, cancellation);
        return End(admission, reports);
    }

    private protected override void Check(Node node)
    {
        if (node.Home == executor) return;
        throw new ArgumentException(
            $"{node} is an input of another runtime. A batch takes inputs of the runtime that made it.", nameof(node));
    }

    private bool End(Admission admission, List<DiscardReport>? reports)
    {
        if (admission != Admission.Full) Clear();
        DiscardReport.Deliver(reports);
        return admission == Admission.Taken;
    }

    /// <summary>Waits until a channel may have room, and tries again as long as that one has none.</summary>
    /// <param name="full">The channel that has no room.</param>
    /// <param name="next">The channel to wait for next, if the batch is still not taken.</param>
    /// <param name="reports">What is to be told to callbacks.</param>
    /// <param name="cancellation">Ends the wait.</param>
    private Admission Wait(
        InputChannel full, out InputChannel? next, ref List<DiscardReport>? reports, CancellationToken cancellation)
    {
        full.CheckMayWait();
        using CancellationTokenRegistration registration =
            cancellation.UnsafeRegister(static channel => ((InputChannel)channel!).PulseBlocked(), full);
        lock (full.Room)
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                Admission admission = Put(full, out next, ref reports);
                if (next != full) return admission;
                full.WaitForRoom();
            }
        }
    }

    /// <summary>Puts everything into the channels, or nothing.</summary>
    /// <param name="waitsFor">The channel in which the sender counts as blocked if that has no room.</param>
    /// <param name="full">The channel that has no room; null when the batch is taken or refused.</param>
    /// <param name="reports">What is to be told to callbacks.</param>
    private Admission Put(InputChannel? waitsFor, out InputChannel? full, ref List<DiscardReport>? reports)
    {
        full = null;
        lock (driver.Gate)
        {
            bool isKept = false;
            foreach (Part part in Filled)
            {
                if (part.Channel.IsClosed || part.Channel.IsFinished) return Admission.Refused;
                isKept |= part.Channel.FullMode == FullMode.Wait;
            }

            full = FindFull();
            if (full is null)
            {
                MakeRoom(ref reports);
                Enqueue(isKept);
            }
            else if (isKept)
            {
                if (full == waitsFor) full.CountBlocked();
                return Admission.Full;
            }
            else
            {
                // What waits there belongs to batches that are kept. So this batch is the oldest that may be discarded.
                foreach (Part part in Filled) part.DiscardUnsent(ref reports);
                full = null;
            }
        }

        driver.RaiseAtGate();
        return Admission.Taken;
    }

    /// <summary>The first channel that can make no room.</summary>
    private InputChannel? FindFull()
    {
        foreach (Part part in Filled)
        {
            InputChannel channel = part.Channel;
            int stays = channel.FullMode == FullMode.Wait ? channel.Waiting : channel.Marks?.Kept ?? 0;
            if (part.Count > channel.Capacity - stays) return channel;
        }

        return null;
    }

    private void MakeRoom(ref List<DiscardReport>? reports)
    {
        foreach (Part part in Filled)
        {
            while (part.Count > part.Channel.Capacity - part.Channel.Waiting) part.Channel.DiscardOldest(ref reports);
        }
    }

    private void Enqueue(bool isKept)
    {
        bool isLone = Filled.Count == 1 && Filled[0].Count == 1;
        WaitingBatch? batch = isLone ? null : driver.Batches.Begin(isKept);
        foreach (Part part in Filled) part.Enqueue(batch);
    }

    private void CheckSendable()
    {
        foreach (Part part in Filled)
        {
            part.FindChannel();
            part.Channel.CheckOutsideCycle();
            if (part.Count > part.Channel.Capacity) ThrowNeverFits(part);
        }
    }

    [DoesNotReturn]
    private static void ThrowNeverFits(Part part) => throw new InvalidOperationException(
        $"The batch has {part.Count} items for {part.Channel.Node}, whose channel holds {part.Channel.Capacity}: it "
        + "would never fit. Give the channel a larger capacity, or send smaller batches.");
}
