using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// The items of a window, oldest first, numbered by how many came before them. Grows up to a capacity; within it every
/// item keeps its slot until the ring is enlarged.
/// </summary>
/// <typeparam name="TItem">The type of the items.</typeparam>
internal class WindowRing<TItem>(int capacity) : IStatePart
    where TItem : struct
{
    private const int FirstSize = 4;

    private TItem[] _items = []; // enlarged as items come
    private int _head; // the slot of the oldest item
    private int _next; // the slot behind the newest one, where the next comes

    /// <summary>How many items there can be.</summary>
    internal int Capacity => capacity;

    /// <summary>The number of the oldest item; of the next one while there is none.</summary>
    internal long First { get; private set; }

    /// <summary>How many items there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The number that the next item will have.</summary>
    internal long End => First + Count;

    /// <summary>Whether another item needs the oldest one to leave.</summary>
    internal bool IsFull => Count == capacity;

    /// <summary>How many slots there are, used or not.</summary>
    internal int SlotCount => _items.Length;

    /// <summary>The oldest item; there must be one.</summary>
    internal ref readonly TItem Oldest
    {
        get
        {
            Debug.Assert(Count > 0, "The caller checks that there is an item.");
            return ref _items[_head];
        }
    }

    /// <summary>The newest item; there must be one.</summary>
    internal ref readonly TItem Newest
    {
        get
        {
            Debug.Assert(Count > 0, "The caller checks that there is an item.");
            return ref _items[_next == 0 ? _items.Length - 1 : _next - 1];
        }
    }

    /// <summary>The item of a number.</summary>
    internal ref readonly TItem this[long number] => ref _items[SlotOf(number)];

    /// <summary>The item in a slot, which must be in use.</summary>
    internal ref readonly TItem InSlot(int slot) => ref _items[slot];

    /// <summary>Where the item of a number is.</summary>
    internal int SlotOf(long number)
    {
        Debug.Assert(number >= First && number < End, "The caller asks for an item that is in the ring.");
        int slot = _head + (int)(number - First);
        return slot < _items.Length ? slot : slot - _items.Length;
    }

    /// <summary>Puts an item behind the newest one; the ring must not be full.</summary>
    /// <returns>Whether the ring was enlarged for it, so that all items have other slots.</returns>
    internal bool Put(in TItem item)
    {
        Debug.Assert(!IsFull, "The caller makes room first.");
        bool isEnlarged = Count == _items.Length;
        if (isEnlarged) Enlarge();
        _items[_next] = item;
        _next = _next + 1 == _items.Length ? 0 : _next + 1;
        Count++;
        return isEnlarged;
    }

    /// <summary>Puts an item in place of the one of a number.</summary>
    internal void Replace(long number, in TItem item) => _items[SlotOf(number)] = item;

    /// <summary>Takes the oldest item out; there must be one.</summary>
    internal void Drop()
    {
        Debug.Assert(Count > 0, "The caller checks that there is an item.");
        _head = _head + 1 == _items.Length ? 0 : _head + 1;
        First++;
        Count--;
    }

    /// <inheritdoc/>
    public virtual void OnState(StateMedium medium)
    {
        medium.Constant(capacity);
        long number = First;
        medium.Field(ref number, nameof(First));
        int count = medium.Count(Count);
        var items = new TItem[count];
        if (!medium.IsLoading) CopyTo(items);
        medium.Contents(items, nameof(_items));
        medium.Scratch(_head);
        medium.Scratch(_next);
        medium.Scratch(Count);
        if (!medium.IsLoading) return;
        if (_items.Length < count) _items = items;
        else items.CopyTo(_items, 0);
        (First, Count, _head, _next) = (number, count, 0, count == _items.Length ? 0 : count);
    }

    private void Enlarge()
    {
        var items = new TItem[(int)Math.Min(capacity, Math.Max(FirstSize, _items.Length * 2L))];
        CopyTo(items);
        (_items, _head, _next) = (items, 0, Count);
    }

    private void CopyTo(TItem[] items)
    {
        int first = Math.Min(Count, _items.Length - _head);
        Array.Copy(_items, _head, items, 0, first);
        Array.Copy(_items, 0, items, first, Count - first);
    }
}
