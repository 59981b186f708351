using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <summary>What was pushed to one input and has not entered a cycle yet.</summary>
internal abstract class PushFeed(Node node, FeedDriver driver) : Feed(node, driver)
{
    /// <summary>Whether it delivers all items of an instant in one cycle.</summary>
    internal abstract bool IsBurst { get; }

    /// <summary>
    /// The next batch at this input that nothing stands before which does not enter the coming cycle; null when there
    /// is none.
    /// </summary>
    /// <param name="behind">A batch that enters the coming cycle, to look behind it; null to begin.</param>
    /// <param name="now">The instant of the coming cycle.</param>
    internal abstract PendingBatch? FindBatch(PendingBatch? behind, Instant now);
}

/// <inheritdoc/>
internal sealed class PushFeed<T>(Inlet<T> inlet, FeedDriver driver) : PushFeed(inlet.Node, driver)
{
    private readonly FeedDriver _driver = driver;
    private BoundedRing<Item> _waiting = new(Array.MaxLength); // by instant, then in the order pushed
    private Instant _instant;  // of the item that was pushed last
    private int _atInstant;    // items pushed for it one after the other
    private int _searched;     // items looked at since FindBatch began

    internal override bool IsBurst => inlet.Delivery == Delivery.Burst;

    /// <summary>Refuses items that would be more than one instant may have.</summary>
    internal void Admit(Instant instant, int count)
    {
        if (instant != _instant) (_instant, _atInstant) = (instant, 0);
        if (count > _driver.MaxItemsPerInstant - _atInstant) ThrowTooMany();
        _atInstant += count;
    }

    /// <summary>Lets an item that was admitted wait behind those of the same instant.</summary>
    internal void Push(Instant instant, T value, PendingBatch? batch)
    {
        var item = new Item(instant, value, batch);
        _waiting.TryEnqueue(item);
        int place = _waiting.Count - 1;
        for (; place > 0 && _waiting[place - 1].Time > instant; place--) _waiting[place] = _waiting[place - 1];
        _waiting[place] = item;
        batch?.Join(this);
        (NextTime, HasNext) = (_waiting.Oldest.Time, true);
    }

    internal override void Deliver(Executor executor, Instant now)
    {
        while (_waiting.Count > 0 && _waiting.Oldest.Time <= now)
        {
            PendingBatch? batch = _waiting.Oldest.Batch;
            if (batch is { IsReady: false }) break;
            inlet.Offer(_waiting.Dequeue().Value, executor);
            if (inlet.Delivery == Delivery.Each || (inlet.Delivery == Delivery.Latest && batch is not null)) break;
        }

        HasNext = _waiting.Count > 0;
        NextTime = HasNext ? _waiting.Oldest.Time : Instant.MaxValue;
    }

    internal override PendingBatch? FindBatch(PendingBatch? behind, Instant now)
    {
        if (behind is null) _searched = 0;
        for (; _searched < _waiting.Count && _waiting[_searched].Time <= now; _searched++)
        {
            PendingBatch? batch = _waiting[_searched].Batch;
            if (batch is not null && batch != behind) return batch;
            if (inlet.Delivery == Delivery.Each) return null;
        }

        return null;
    }

    private protected override void OnClose()
    {
        for (int i = 0; i < _waiting.Count; i++)
        {
            if (_waiting[i].Batch is { } batch) _driver.Leave(batch, this);
        }

        _waiting.Clear();
        (NextTime, HasNext) = (Instant.MaxValue, false);
    }

    [DoesNotReturn]
    private void ThrowTooMany() => throw new InvalidOperationException(
        $"More than {_driver.MaxItemsPerInstant} items were pushed to {Node} at {_instant}. Does what they set off "
        + "push again? Let time move on in between, or raise MaxItemsPerInstant.");

    [DebuggerDisplay("{Value} at {Time}")]
    private readonly record struct Item(Instant Time, T Value, PendingBatch? Batch);
}
