using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>A first-in, first-out ring that grows up to a capacity. For one thread, or under a lock.</summary>
internal struct BoundedRing<T>(int capacity) : IStatePart
{
    private T[] _slots = new T[Math.Min(capacity, 16)];
    private int _head; // of the oldest item

    internal readonly int Capacity => capacity;

    internal int Count { get; private set; }

    /// <summary>The oldest item; there must be one.</summary>
    internal readonly ref readonly T Oldest
    {
        get
        {
            Debug.Assert(Count > 0, "The caller checks that there is an item.");
            return ref _slots[_head];
        }
    }

    /// <summary>An item by its place in line, 0 for the oldest.</summary>
    internal readonly ref T this[int index]
    {
        get
        {
            Debug.Assert((uint)index < (uint)Count, "The caller asks for an item there is.");
            int place = _head + index;
            return ref _slots[place < _slots.Length ? place : place - _slots.Length];
        }
    }

    /// <summary>Puts an item behind the newest one.</summary>
    /// <returns>False when the ring is full.</returns>
    internal bool TryEnqueue(T item)
    {
        if (Count == capacity) return false;
        if (Count == _slots.Length) Grow();
        int place = _head + Count;
        _slots[place < _slots.Length ? place : place - _slots.Length] = item;
        Count++;
        return true;
    }

    /// <summary>Takes the oldest item; there must be one.</summary>
    internal T Dequeue()
    {
        Debug.Assert(Count > 0, "The caller checks that there is an item.");
        ref T slot = ref _slots[_head];
        T item = slot;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) slot = default!;
        _head = _head + 1 == _slots.Length ? 0 : _head + 1;
        Count--;
        return item;
    }

    /// <summary>Moves the oldest items to the start of an array, which is grown as needed.</summary>
    internal void MoveTo(ref T[] target, int count)
    {
        if (target.Length < count)
            Array.Resize(ref target, (int)Math.Min(capacity, Math.Max(count, target.Length * 2L)));
        CopyTo(target, count);
        DropOldest(count);
    }

    /// <summary>Takes items out of the middle; the younger ones close up.</summary>
    /// <param name="index">Of the oldest one, by its place in line.</param>
    /// <param name="count">How many.</param>
    internal void RemoveRange(int index, int count)
    {
        Debug.Assert(index >= 0 && count >= 0 && index + count <= Count, "The caller removes items there are.");
        for (int older = index - 1; older >= 0; older--) this[older + count] = this[older];
        DropOldest(count);
    }

    /// <summary>Forgets every item.</summary>
    internal void Clear() => DropOldest(Count);

    /// <summary>Forgets the oldest items.</summary>
    private void DropOldest(int count)
    {
        int first = Math.Min(count, _slots.Length - _head);
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Array.Clear(_slots, _head, first);
            Array.Clear(_slots, 0, count - first);
        }

        Count -= count;
        int head = _head + count;
        _head = Count == 0 ? 0 : head < _slots.Length ? head : head - _slots.Length;
    }

    /// <inheritdoc/>
    public void OnState(StateMedium medium)
    {
        medium.Constant(capacity);
        var items = new T[Count];
        CopyTo(items, Count);
        medium.Field(ref items, new ArrayCodec<T>(), nameof(_slots));
        medium.Scratch(_head);
        medium.Scratch(Count);
        if (!medium.IsLoading) return;
        Clear();
        foreach (T item in items) TryEnqueue(item);
    }

    private void Grow()
    {
        var slots = new T[(int)Math.Min(capacity, (long)_slots.Length * 2)];
        CopyTo(slots, Count);
        (_slots, _head) = (slots, 0);
    }

    private readonly void CopyTo(T[] target, int count)
    {
        int first = Math.Min(count, _slots.Length - _head);
        Array.Copy(_slots, _head, target, 0, first);
        Array.Copy(_slots, 0, target, first, count - first);
    }
}
