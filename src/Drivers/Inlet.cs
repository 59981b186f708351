using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>
/// Where items from outside enter a node: what a <see cref="Feed"/> offers in virtual time, what a channel delivers
/// live. The node reads them in its cycle function and knows nothing of what brings them.
/// </summary>
/// <param name="node">The node whose inlet it is.</param>
/// <param name="delivery">How the items of one instant, or of one cut, reach it.</param>
internal sealed class Inlet<TItem>(Node node, Delivery delivery)
{
    private TItem[] _offered = []; // enter the coming cycle, oldest first
    private int _offeredCount;
    private InputChannel<TItem>? _channel;

    internal Node Node => node;

    internal Delivery Delivery => delivery;

    /// <summary>What feeds it live; null when nothing does.</summary>
    internal InputChannel<TItem>? Channel => _channel;

    /// <summary>What feeds it in virtual time; null when nothing does.</summary>
    internal Feed? Feed { get; set; }

    /// <summary>
    /// What enters in this cycle, oldest first: a burst or, under any other delivery, at most one item.
    /// </summary>
    internal ReadOnlySpan<TItem> Items =>
        _channel is null ? new ReadOnlySpan<TItem>(_offered, 0, _offeredCount) : _channel.Items;

    /// <summary>
    /// Lets an item enter the coming cycle and makes the node ready; for feeds, during a poll. Without bursts it takes
    /// the place of one that was offered in the same poll. Every item of a feed comes through here.
    /// </summary>
    internal void Offer(TItem item, Executor executor)
    {
        Debug.Assert(_channel is null, "A channel brings items live, a feed in virtual time.");
        if (delivery != Delivery.Burst) _offeredCount = 0;
        if (_offeredCount == _offered.Length) Array.Resize(ref _offered, Math.Max(1, _offeredCount * 2));
        _offered[_offeredCount++] = item;
        executor.MakeReady(node);
    }

    /// <summary>Lets go of what entered; for the node, once it has read <see cref="Items"/>.</summary>
    internal void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TItem>()) Array.Clear(_offered, 0, _offeredCount);
        _offeredCount = 0;
    }

    /// <summary>Opens a channel and its first sender.</summary>
    internal Sender<TItem> OpenSender(
        Executor executor, int capacity, FullMode fullMode, Action<TItem>? onDropped = null)
    {
        InputDriver.TakePlaceOf(_channel);
        _channel = executor.CreateChannel(node, capacity, fullMode, delivery, onDropped);
        return _channel.OpenSender();
    }
}
