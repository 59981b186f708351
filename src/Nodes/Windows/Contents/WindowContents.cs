using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// The items of a window, the instant at which the oldest of them leaves, and every aspect of them that a statistic has
/// asked for.
/// </summary>
/// <typeparam name="TItem">The type of the items.</typeparam>
/// <param name="capacity">How many items there can be.</param>
/// <param name="length">How long each stays; null where an item leaves only for a newer one.</param>
internal sealed class WindowContents<TItem>(int capacity, WindowLength? length) : WindowRing<TItem>(capacity)
    where TItem : struct, IWindowItem
{
    /// <summary>How many items a window holds at most when nothing else is said.</summary>
    internal const int DefaultCapacity = 65_536;

    private readonly bool _isTimed = length is not null;
    private readonly WindowLength _length = length.GetValueOrDefault();
    private WindowAspect[] _aspects = [];
    private long _takenEnd; // the number of the first item that no aspect has taken yet

    /// <summary>How many items left before their time, because there was no room.</summary>
    internal long Overflow { get; private set; }

    /// <summary>From when on no item is missing that had to leave before its time.</summary>
    internal Instant CompleteFrom { get; private set; } = Instant.MinValue;

    /// <summary>Whether at an instant no item is missing that had to leave before its time.</summary>
    internal bool IsComplete(Instant now) => now >= CompleteFrom;

    /// <summary>When the oldest item leaves; MaxValue when none leaves by itself.</summary>
    internal Instant NextExpiry => _isTimed && Count > 0 ? _length.EndOf(Oldest.Time) : Instant.MaxValue;

    /// <summary>Whether the newest item may still grow, so that no aspect has taken it yet.</summary>
    internal bool HasOpen => Count > 0 && _takenEnd < End;

    /// <summary>
    /// The aspect of a type: the one there is, or a new one that takes in what is in the window already.
    /// </summary>
    internal TAspect Require<TAspect>(Func<WindowContents<TItem>, TAspect> create)
        where TAspect : WindowAspect
    {
        foreach (WindowAspect aspect in _aspects)
        {
            if (aspect is TAspect known) return known;
        }

        TAspect added = create(this);
        for (long number = First; number < _takenEnd; number++) added.Take(number);
        _aspects = [.. _aspects, added];
        return added;
    }

    /// <summary>Lets all items leave whose time has come.</summary>
    /// <returns>Whether there was any.</returns>
    internal bool Expire(Instant now)
    {
        if (!_isTimed) return false;
        bool hasExpired = false;
        if (HasOpen && _length.EndOf(Newest.Time) <= now) Close();
        Instant start = _length.StartAt(now);
        while (Count > 0 && Oldest.Time <= start)
        {
            RemoveOldest();
            hasExpired = true;
        }

        return hasExpired;
    }

    /// <summary>Puts an item behind the newest one. If there is no room, the oldest leaves for it.</summary>
    internal void Add(in TItem item)
    {
        Open(in item);
        Close();
    }

    /// <summary>Puts an item behind the newest one, which is closed; the new one may grow until it is closed.</summary>
    internal void Open(in TItem item)
    {
        Debug.Assert(!HasOpen, "Only the newest item may grow.");
        if (IsFull) MakeRoom();
        if (!Put(in item)) return;
        foreach (WindowAspect aspect in _aspects) aspect.Relocate();
    }

    /// <summary>Puts an item in place of the newest one, which is open.</summary>
    internal void Grow(in TItem item)
    {
        Debug.Assert(HasOpen, "A closed item is part of summaries.");
        Replace(End - 1, in item);
    }

    /// <summary>Lets every aspect take the newest item, which is open.</summary>
    internal void Close()
    {
        foreach (WindowAspect aspect in _aspects) aspect.Take(_takenEnd);
        _takenEnd++;
    }

    /// <summary>Takes the oldest item out; there must be one.</summary>
    internal void RemoveOldest()
    {
        foreach (WindowAspect aspect in _aspects) aspect.Release();
        Drop();
    }

    /// <inheritdoc/>
    public override void OnState(StateMedium medium)
    {
        base.OnState(medium);
        medium.Constant(_length);
        medium.Field(ref _takenEnd);
        long overflow = Overflow;
        medium.Field(ref overflow, nameof(Overflow));
        Overflow = overflow;
        Instant completeFrom = CompleteFrom;
        medium.Field(ref completeFrom, nameof(CompleteFrom));
        CompleteFrom = completeFrom;
        medium.Constant(_aspects.Length, nameof(_aspects));
        foreach (WindowAspect aspect in _aspects)
        {
            WindowAspect part = aspect;
            medium.Part(ref part, TypeNames.Readable(aspect.GetType()));
        }
    }

    private void MakeRoom()
    {
        if (_isTimed)
        {
            Overflow++;
            CompleteFrom = _length.EndOf(Oldest.Time);
        }

        RemoveOldest();
    }
}
