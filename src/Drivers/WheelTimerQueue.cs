using System.Diagnostics;
using System.Numerics;

namespace Spaxiom.Graph;

/// <summary>
/// Pending timers in a hierarchical timing wheel: eleven levels of 64 slots, a slot of level n spanning 64^n ns.
/// Scheduling, cancelling and firing take constant time however many are pending, and nothing is allocated once the
/// array has grown.
/// </summary>
/// <remarks>
/// <para>Invariant: a timer is on the level of the highest six-bit group in which its deadline differs from the
/// position, in the slot of that group's value. So the slots of each level are ahead of the position, and the first
/// slot of the lowest level in use holds the earliest timers. Timers set for the present or the past are in a list of
/// their own.</para>
/// <para>When time passes the start of a slot, those of its timers that are not due yet move to lower levels, at most
/// once per level. Timers that are due in one poll share a cycle, in which nodes run in creation order, so their order
/// among themselves decides nothing.</para>
/// <para>The timer that ended last stays with its node, idle, until another timer ends. Most nodes set their next timer
/// at once, and reuse it for that.</para>
/// <para>A timer at <see cref="Instant.MaxValue"/> is pending for ever: it never falls due, not even at that
/// instant.</para>
/// <para>Source: Varghese and Lauck, "Hashed and hierarchical timing wheels", SOSP 1987.</para>
/// </remarks>
internal sealed class WheelTimerQueue : TimerQueue
{
    private const int None = -1;
    private const int GroupBits = 6;
    private const int Slots = 1 << GroupBits;
    private const int Levels = 11;              // 66 bits
    private const int Due = Levels * Slots;     // the list of timers set for the present or the past
    private const int NotPending = Due + 1;     // instead of a list, for idle and free timers
    private const ulong SignBit = 1UL << 63;    // makes unsigned keys of signed nanoseconds, in the same order
    private const ulong Never = ulong.MaxValue; // key of the last instant, which never comes, not even at that instant
    private const int LookedAt = 16;            // timers of a slot that are searched for the exact next deadline

    // The wheel.
    private readonly int[] _first = new int[Due + 1];       // of each slot's list, and of the list of due timers
    private readonly ulong[] _occupied = new ulong[Levels]; // one bit per slot that has timers
    private int _levels;                                    // one bit per level that has timers
    private ulong _position;                                // key of the latest poll

    // The timers.
    private Timer[] _timers = new Timer[16]; // by handle index
    private int _timerCount;                 // timers, whether pending, idle or free
    private int _firstFree = None;
    private int _idle = None;                // the timer that ended last, unless it was reused

    internal WheelTimerQueue() => Array.Fill(_first, None);

    internal override int TableSize => _timers.Length;

    internal override TimerHandle Schedule(Node node, Instant when, Instant now)
    {
        int index = _idle;
        if (index != None && _timers[index].Node == node) _idle = None; // compared before the node's memory is loaded
        else index = Take(node);
        Count++;
        ref Timer timer = ref _timers[index];
        timer.Generation++;
        Place(ref timer, index, when, now);
        return new TimerHandle(this, index, timer.Generation);
    }

    internal override bool Cancel(TimerHandle timer)
    {
        if (!IsPending(timer)) return false;
        Displace(timer.Index);
        End(ref _timers[timer.Index], timer.Index);
        return true;
    }

    internal override bool Reschedule(TimerHandle timer, Instant when, Instant now)
    {
        if (!IsPending(timer)) return false;
        Displace(timer.Index);
        Place(ref _timers[timer.Index], timer.Index, when, now);
        return true;
    }

    internal override void RemoveAll(Node node)
    {
        while (node.FirstTimer != None)
        {
            int index = node.FirstTimer;
            if (index != _idle)
            {
                Displace(index);
                End(ref _timers[index], index);
            }

            Free(index);
            _idle = None;
        }
    }

    internal override void Poll(Instant now, Executor executor)
    {
        ulong end = Math.Min(KeyOf(now), Never - 1);
        Debug.Assert(end >= _position, "Time never goes back.");
        Fire(TakeList(Due), end, executor);
        while (_levels != 0)
        {
            int level = BitOperations.TrailingZeroCount(_levels);
            int slot = BitOperations.TrailingZeroCount(_occupied[level]);
            ulong start = StartOf(level, slot);
            if (start > end)
            {
                _position = end;
                NextDeadline = InstantOf(level == 0 ? start : EarliestIn((level * Slots) + slot, start));
                return;
            }

            _position = start;
            Fire(TakeList((level * Slots) + slot), end, executor);
        }

        _position = end;
        NextDeadline = Instant.MaxValue;
    }

    internal override void CollectDue(Instant now, List<Node> nodes)
    {
        foreach (int first in _first)
        {
            for (int index = first; index != None; index = _timers[index].Next)
            {
                if (_timers[index].Key <= Math.Min(KeyOf(now), Never - 1)) nodes.Add(_timers[index].Node!);
            }
        }
    }

    internal override void OnState(StateMedium medium, Executor executor)
    {
        SavedTimer[] timers = [.. _timers.Take(_timerCount).Select(timer => new SavedTimer(timer))];
        int count = Count;
        Instant next = NextDeadline;
        medium.Field(ref count, nameof(Count));
        medium.Field(ref next, nameof(NextDeadline));
        medium.Field(ref _position);
        medium.Field(ref _levels);
        medium.Field(ref _firstFree);
        medium.Field(ref _idle);
        medium.Contents(_first);
        medium.Contents(_occupied);
        int length = medium.Count(timers.Length);
        if (medium.IsLoading) timers = new SavedTimer[length];
        medium.RawAll<SavedTimer>(timers);
        if (!medium.IsLoading) return;
        (Count, NextDeadline, _timerCount) = (count, next, length);
        if (_timers.Length < length) _timers = new Timer[length];
        Array.Clear(_timers);
        foreach (Node node in executor.Nodes) node.FirstTimer = None;
        for (int index = 0; index < length; index++)
        {
            Timer timer = timers[index].In(executor);
            _timers[index] = timer;
            if (timer.Node is not null && timer.PreviousOfNode == None) timer.Node.FirstTimer = index;
        }
    }

    internal override void AssertInvariants(Executor executor)
    {
        int pending = 0;
        for (int list = 0; list <= Due; list++)
        {
            bool occupied = list < Due && (_occupied[list / Slots] & (1UL << list)) != 0;
            bool isCounted = list == Due || occupied == (_first[list] != None);
            Invariant.Holds(isCounted, $"Slot {list} of the timers is not counted.");
            for (int index = _first[list]; index != None; index = _timers[index].Next)
            {
                Timer timer = _timers[index];
                Node node = timer.Node!;
                bool isInPlace = timer.List == list && (list == Due || ListOf(timer.Key) == list);
                Invariant.Holds(isInPlace, $"A timer of {node} is in the wrong slot.");
                Invariant.Holds(node.IsAlive && node.Home == executor, $"A timer of {node} outlived it.");
                bool isAhead = InstantOf(timer.Key) >= NextDeadline;
                Invariant.Holds(isAhead, $"A timer of {node} is before the next deadline.");
                bool isLater = list == Due || timer.Key > _position;
                Invariant.Holds(isLater, $"A timer of {node} should have fired.");
                pending++;
            }
        }

        int idle = _idle == None ? 0 : 1, ofNodes = 0, free = 0;
        foreach (Node node in executor.Nodes) ofNodes += AssertTimersOf(node);
        for (int index = _firstFree; index != None; index = _timers[index].Next) free++;
        Invariant.Holds(pending == Count, $"{pending} timers are pending but {Count} are counted.");
        Invariant.Holds(pending + idle == ofNodes, $"Nodes have {ofNodes} timers, but {pending} are pending.");
        Invariant.Holds(ofNodes + free == _timerCount, $"{_timerCount - ofNodes - free} timers are lost.");
        Invariant.Holds(Count > 0 || NextDeadline == Instant.MaxValue, "A deadline comes without a timer.");
    }

    /// <summary>Checks the list of the timers of one node.</summary>
    /// <returns>How many there are.</returns>
    private int AssertTimersOf(Node node)
    {
        int count = 0, previous = None;
        for (int index = node.FirstTimer; index != None; index = _timers[index].NextOfNode)
        {
            Timer timer = _timers[index];
            bool isLinked = timer.Node == node && timer.PreviousOfNode == previous;
            Invariant.Holds(isLinked, $"The timers of {node} are not linked.");
            bool isMarked = (timer.List == NotPending) == (index == _idle);
            Invariant.Holds(isMarked, $"A timer of {node} is neither pending nor the idle one.");
            previous = index;
            count++;
        }

        return count;
    }

    private static ulong KeyOf(Instant instant) => (ulong)instant.UnixNanoseconds ^ SignBit;

    private static Instant InstantOf(ulong key) => new((long)(key ^ SignBit));

    private bool IsPending(TimerHandle timer) =>
        timer.Queue == this
        && (uint)timer.Index < (uint)_timerCount
        && _timers[timer.Index].Generation == timer.Generation
        && _timers[timer.Index].List != NotPending;

    /// <summary>The key at which a slot begins: above its level, its groups are those of the position.</summary>
    private ulong StartOf(int level, int slot)
    {
        ulong above = level == Levels - 1 ? 0 : _position & (ulong.MaxValue << ((level + 1) * GroupBits));
        return above | ((ulong)slot << (level * GroupBits));
    }

    /// <summary>The list a key after the present position belongs to.</summary>
    private int ListOf(ulong key)
    {
        int level = BitOperations.Log2(key ^ _position) / GroupBits;
        return (level * Slots) + ((int)(key >> (level * GroupBits)) & (Slots - 1));
    }

    private ulong EarliestIn(int list, ulong start)
    {
        ulong earliest = ulong.MaxValue;
        int index = _first[list];
        for (int looked = 0; looked < LookedAt && index != None; looked++)
        {
            earliest = Math.Min(earliest, _timers[index].Key);
            index = _timers[index].Next;
        }

        return index == None ? earliest : start;
    }

    private int Take(Node node)
    {
        int index = _firstFree;
        if (index != None)
        {
            _firstFree = _timers[index].Next;
        }
        else
        {
            if (_timerCount == _timers.Length) Array.Resize(ref _timers, _timerCount * 2);
            index = _timerCount++;
        }

        ref Timer timer = ref _timers[index];
        timer.Node = node;
        timer.PreviousOfNode = None;
        timer.NextOfNode = node.FirstTimer;
        if (timer.NextOfNode != None) _timers[timer.NextOfNode].PreviousOfNode = index;
        node.FirstTimer = index;
        return index;
    }

    /// <summary>Ends a pending timer: it is idle from now on, and the one that was idle before is free.</summary>
    private void End(ref Timer timer, int index)
    {
        timer.List = NotPending;
        if (--Count == 0) NextDeadline = Instant.MaxValue;
        if (_idle != None) Free(_idle);
        _idle = index;
    }

    /// <summary>Makes an idle timer available to any node.</summary>
    private void Free(int index)
    {
        ref Timer timer = ref _timers[index];
        if (timer.PreviousOfNode == None) timer.Node!.FirstTimer = timer.NextOfNode;
        else _timers[timer.PreviousOfNode].NextOfNode = timer.NextOfNode;
        if (timer.NextOfNode != None) _timers[timer.NextOfNode].PreviousOfNode = timer.PreviousOfNode;
        timer.Node = null;
        timer.Next = _firstFree;
        _firstFree = index;
    }

    private void Place(ref Timer timer, int index, Instant when, Instant now)
    {
        Debug.Assert(timer.Node is not null, "A timer is taken for a node before it is placed.");
        ulong key = KeyOf(when);
        timer.Key = key;
        PutIntoList(ref timer, index, when <= now && key != Never ? Due : ListOf(key));
        if (when < NextDeadline) NextDeadline = when;
    }

    private void PutIntoList(ref Timer timer, int index, int list)
    {
        timer.List = list;
        timer.Previous = None;
        timer.Next = _first[list];
        if (timer.Next != None) _timers[timer.Next].Previous = index;
        _first[list] = index;
        if (list == Due) return;
        _occupied[list / Slots] |= 1UL << list;
        _levels |= 1 << (list / Slots);
    }

    private void Displace(int index)
    {
        ref Timer timer = ref _timers[index];
        Debug.Assert(timer.List != NotPending, "Only a timer that was placed is displaced.");
        if (timer.Next != None) _timers[timer.Next].Previous = timer.Previous;
        if (timer.Previous != None) _timers[timer.Previous].Next = timer.Next;
        else if (timer.Next != None) _first[timer.List] = timer.Next;
        else TakeList(timer.List);
    }

    /// <summary>Empties a list and hands out its first timer.</summary>
    private int TakeList(int list)
    {
        int first = _first[list];
        _first[list] = None;
        if (list == Due) return first;
        int level = list / Slots;
        _occupied[level] &= ~(1UL << list);
        if (_occupied[level] == 0) _levels &= ~(1 << level);
        return first;
    }

    /// <summary>Fires the timers of a list that are due, and moves the others to lower levels.</summary>
    private void Fire(int list, ulong end, Executor executor)
    {
        while (list != None)
        {
            int index = list;
            ref Timer timer = ref _timers[index];
            list = timer.Next;
            if (timer.Key > end)
            {
                PutIntoList(ref timer, index, ListOf(timer.Key));
                continue;
            }

            executor.MakeReady(timer.Node!);
            End(ref timer, index);
        }
    }

    /// <summary>A timer, with the rank of its node: no byte of it is padding.</summary>
    private readonly struct SavedTimer(Timer timer)
    {
        private readonly ulong _key = timer.Key;
        private readonly long _generation = timer.Generation;
        private readonly int _rank = timer.Node?.Rank ?? None;
        private readonly int _next = timer.Next;
        private readonly int _previous = timer.Previous;
        private readonly int _nextOfNode = timer.NextOfNode;
        private readonly int _previousOfNode = timer.PreviousOfNode;
        private readonly int _list = timer.List;

        internal Timer In(Executor executor) => new()
        {
            Node = _rank == None ? null : executor.Topology[_rank],
            Key = _key,
            Next = _next,
            Previous = _previous,
            NextOfNode = _nextOfNode,
            PreviousOfNode = _previousOfNode,
            List = _list,
            Generation = (uint)_generation,
        };
    }

    private struct Timer
    {
        internal Node? Node;         // null while the timer is free; set while it is pending or idle
        internal ulong Key;          // the deadline, while pending
        internal int Next;           // of the same list, or of the free timers
        internal int Previous;       // of the same list
        internal int NextOfNode;
        internal int PreviousOfNode;
        internal int List;           // that it is in, or NotPending
        internal uint Generation;    // counts the uses of this index, so that an old handle names nothing
    }
}
