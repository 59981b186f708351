using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>
/// Where items from outside enter a node: what a <see cref="Feed"/> offers in virtual time, what a channel delivers
/// live. The node takes them in its cycle function and knows nothing of what brings them.
/// </summary>
/// <param name="node">The node whose inlet it is.</param>
/// <param name="delivery">How the items of one instant, or of one cut, reach it.</param>
internal sealed class Inlet<TItem>(Node node, Delivery delivery)
{
    private TItem _newest = default!; // of those offered that enter the coming cycle
    private TItem[] _older = [];      // of a burst
    private int _olderCount;
    private bool _hasOffer;
    private InputChannel<TItem>? _channel;

    internal Node Node => node;

    internal Delivery Delivery => delivery;

    /// <summary>What feeds it live; null when nothing does.</summary>
    internal InputChannel<TItem>? Channel => _channel;

    /// <summary>What feeds it in virtual time; null when nothing does.</summary>
    internal Feed? Feed { get; set; }

    /// <summary>
    /// Lets an item enter the coming cycle and makes the node ready; for feeds, during a poll. Without bursts it takes
    /// the place of one that was offered in the same poll. Every item of a feed comes through here.
    /// </summary>
    internal void Offer(TItem item, Executor executor)
    {
        Debug.Assert(_channel is null, "A channel brings items live, a feed in virtual time.");
        if (_hasOffer && delivery == Delivery.Burst) KeepNewest();
        (_newest, _hasOffer) = (item, true);
        executor.MakeReady(node);
    }

    /// <summary>Takes the newest item that enters in this cycle; for nodes that do not take bursts.</summary>
    /// <returns>False when none does, and the target is left as it is.</returns>
    internal bool TryTake(ref TItem target)
    {
        if (_hasOffer)
        {
            target = _newest;
            _hasOffer = false;
            if (RuntimeHelpers.IsReferenceOrContainsReferences<TItem>()) _newest = default!;
            return true;
        }

        if (_channel is null || _channel.Items.IsEmpty) return false;
        target = _channel.Items[^1];
        return true;
    }

    /// <summary>Adds all items that enter in this cycle to a buffer, oldest first.</summary>
    internal void TakeAll(ref BatchBuffer<TItem> target)
    {
        if (_channel is not null)
        {
            target.Add(_channel.Items);
            return;
        }

        if (!_hasOffer) return;
        Span<TItem> older = _older.AsSpan(0, _olderCount);
        target.Add(older);
        target.Add(_newest);
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TItem>()) older.Clear();
        (_newest, _hasOffer, _olderCount) = (default!, false, 0);
    }

    /// <summary>Opens a channel and its first sender.</summary>
    internal Sender<TItem> OpenSender(
        Executor executor, int capacity, FullMode fullMode, Action<TItem>? onDropped = null)
    {
        InputDriver.TakePlaceOf(_channel);
        _channel = executor.CreateChannel(node, capacity, fullMode, delivery, onDropped);
        return _channel.OpenSender();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void KeepNewest()
    {
        if (_olderCount == _older.Length) Array.Resize(ref _older, Math.Max(4, _olderCount * 2));
        _older[_olderCount++] = _newest;
    }
}
