namespace Spaxiom.Graph;

/// <summary>
/// The batches that were sent to the channels of one driver and have not entered a cycle yet. It decides which enter
/// the coming cycle: those that are next at every channel they name. Guarded by the driver's gate.
/// </summary>
internal sealed class WaitingBatches
{
    private readonly Stack<WaitingBatch> _free = new(); // used again, so that a send allocates nothing
    private readonly Stack<BatchMarks> _toReach = new();

    /// <summary>How many there are.</summary>
    internal int Count { get; private set; }

    /// <summary>A batch without channels.</summary>
    internal WaitingBatch Begin(bool isKept)
    {
        Count++;
        if (!_free.TryPop(out WaitingBatch? batch)) batch = new WaitingBatch();
        batch.IsKept = isKept;
        return batch;
    }

    /// <summary>
    /// Lets the batches enter that are next everywhere because nothing is before them at this channel any more.
    /// </summary>
    internal void Enter(BatchMarks marks)
    {
        _toReach.Push(marks);
        while (_toReach.TryPop(out BatchMarks? reached))
        {
            if (reached.Reach() is not { } batch) continue;
            foreach (BatchMarks channel in batch.Channels)
            {
                if (channel.Enter()) _toReach.Push(channel);
            }

            End(batch);
        }
    }

    /// <summary>Discards a batch at all its channels.</summary>
    internal void Discard(WaitingBatch batch, ref List<DiscardReport>? reports)
    {
        foreach (BatchMarks marks in batch.Channels)
        {
            (int place, int count) = marks.Discard(batch);
            marks.Channel.Discard(place, count, ref reports);
        }

        End(batch);
    }

    /// <summary>Lets go of a batch that waits at no channel any more.</summary>
    internal void End(WaitingBatch batch)
    {
        batch.Channels.Clear();
        batch.Reached = 0;
        Count--;
        _free.Push(batch);
    }
}
