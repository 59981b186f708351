namespace Spaxiom.Graph;

/// <summary>Brings the values that a test has pushed to their inputs.</summary>
internal sealed class PushDriver : Driver
{
    private readonly List<PushFeed> _feeds = [];

    internal TFeed Add<TFeed>(TFeed feed)
        where TFeed : PushFeed
    {
        _feeds.Add(feed);
        return feed;
    }

    /// <summary>Lets the next poll look at what was pushed.</summary>
    internal void Expect() => HasWork = true;

    internal override void Poll(Executor executor)
    {
        HasWork = false;
        int kept = 0;
        for (int i = 0; i < _feeds.Count; i++)
        {
            PushFeed feed = _feeds[i];
            if (!feed.IsAlive) continue;
            feed.Poll(executor);
            HasWork |= feed.HasWork;
            _feeds[kept++] = feed;
        }

        _feeds.RemoveRange(kept, _feeds.Count - kept);
    }
}

/// <summary>What was pushed to one input and has not entered a cycle yet.</summary>
internal abstract class PushFeed
{
    /// <summary>Whether its input is in the graph; once it has left, nothing is pushed any more.</summary>
    internal abstract bool IsAlive { get; }

    internal abstract bool HasWork { get; }

    internal abstract void Poll(Executor executor);
}

/// <summary>Values that enter one a cycle, or of which the newest enters.</summary>
internal sealed class PushQueue<T>(Input<T> input) : PushFeed
{
    private BoundedRing<T> _waiting = new(Array.MaxLength);

    internal override bool IsAlive => input.IsAlive;

    internal override bool HasWork => _waiting.Count > 0;

    internal void Push(T value) => _waiting.TryEnqueue(value);

    internal override void Poll(Executor executor)
    {
        if (_waiting.Count == 0) return;
        T value = _waiting.Dequeue();
        while (input.Delivery == Delivery.Latest && _waiting.Count > 0) value = _waiting.Dequeue();
        input.Offer(value, executor);
    }
}

/// <summary>Items that enter together.</summary>
internal sealed class PushBurst<T>(BurstInput<T> input) : PushFeed
{
    private BoundedRing<T> _waiting = new(Array.MaxLength);

    internal override bool IsAlive => input.IsAlive;

    internal override bool HasWork => _waiting.Count > 0;

    internal void Push(T item) => _waiting.TryEnqueue(item);

    internal override void Poll(Executor executor)
    {
        while (_waiting.Count > 0) input.Offer(_waiting.Dequeue(), executor);
    }
}
