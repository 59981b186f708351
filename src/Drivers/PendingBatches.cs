namespace Spaxiom.Graph;

/// <summary>
/// Decides which batches enter the coming cycle: those that are next at every input they name. They are counted in as
/// nothing stands before them at one input after the other.
/// </summary>
internal sealed class PendingBatches
{
    private readonly List<PendingBatch> _ready = []; // enter the coming cycle
    private readonly Stack<PendingBatch> _free = new();
    private long _poll;
    private int _waiting; // batches begun that have not entered yet

    /// <summary>Whether a batch has not entered yet.</summary>
    internal bool AnyWaits => _waiting > 0;

    /// <summary>A batch without parts.</summary>
    internal PendingBatch Begin()
    {
        _waiting++;
        return _free.TryPop(out PendingBatch? batch) ? batch : new PendingBatch();
    }

    /// <summary>Begins to count for the coming cycle.</summary>
    internal void BeginPoll() => _poll++;

    /// <summary>Counts in the first batch at an input with something due.</summary>
    internal void Arrive(PushFeed feed, Instant now) => Arrive(feed, behind: null, now);

    /// <summary>Counts in what stands behind batches that enter, at inputs that take all of an instant.</summary>
    internal void Settle(Instant now)
    {
        for (int i = 0; i < _ready.Count; i++)
        {
            foreach (PushFeed feed in _ready[i].Feeds)
            {
                if (feed.IsBurst) Arrive(feed, _ready[i], now);
            }
        }
    }

    /// <summary>Ends the batches that have entered.</summary>
    internal void ForgetReady()
    {
        foreach (PendingBatch batch in _ready) End(batch);
        _ready.Clear();
    }

    /// <summary>Lets a batch go on without an input that has left.</summary>
    internal void Leave(PendingBatch batch, PushFeed feed)
    {
        if (batch.Feeds.Remove(feed) && batch.Feeds.Count == 0) End(batch);
    }

    private void Arrive(PushFeed feed, PendingBatch? behind, Instant now)
    {
        if (feed.FindBatch(behind, now) is not { } batch) return;
        if (batch.Poll != _poll) (batch.Poll, batch.Arrived) = (_poll, 0);
        if (++batch.Arrived < batch.Feeds.Count) return;
        batch.IsReady = true;
        _ready.Add(batch);
    }

    private void End(PendingBatch batch)
    {
        batch.IsReady = false;
        batch.Feeds.Clear();
        _waiting--;
        _free.Push(batch);
    }
}

/// <summary>A batch over several inputs that was sent and has not entered a cycle yet.</summary>
internal sealed class PendingBatch
{
    /// <summary>Where its parts wait.</summary>
    internal List<PushFeed> Feeds { get; } = [];

    /// <summary>Whether it enters the coming cycle.</summary>
    internal bool IsReady { get; set; }

    /// <summary>At how many inputs it was next in the poll of that number.</summary>
    internal int Arrived { get; set; }

    /// <summary>The poll it was counted in last.</summary>
    internal long Poll { get; set; }

    /// <summary>Notes an input at which a part waits.</summary>
    internal void Join(PushFeed feed)
    {
        if (Feeds.Count == 0 || Feeds[^1] != feed) Feeds.Add(feed);
    }
}
