using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// Pending timers in a four-way heap ordered by (deadline, registration). Each timer also stands in a list of its
/// node's timers, so that a node that leaves takes them along at once. Nothing is allocated once the arrays have grown.
/// </summary>
internal sealed class HeapTimerQueue : TimerQueue
{
    private const int None = -1;

    private HeapItem[] _heap = new HeapItem[16]; // every item is at most as late as its four children
    private Timer[] _timers = new Timer[16];     // by handle index
    private int _count;
    private int _timerCount;
    private int _firstFree = None;
    private long _registrations;

    internal override int Count => _count;

    internal override Instant NextDeadline => _count == 0 ? Instant.MaxValue : new Instant(_heap[0].Deadline);

    internal override TimerHandle Schedule(Node node, Instant when)
    {
        int index = TakeTimer(node);
        if (_count == _heap.Length) Array.Resize(ref _heap, _count * 2);
        RaiseFrom(_count++, new HeapItem(when.UnixNanoseconds, _registrations++, index));
        return new TimerHandle(index, _timers[index].Generation);
    }

    internal override bool Cancel(TimerHandle timer)
    {
        if (!IsPending(timer)) return false;
        Remove(timer.Index);
        return true;
    }

    internal override bool Reschedule(TimerHandle timer, Instant when)
    {
        if (!IsPending(timer)) return false;
        Place(_timers[timer.Index].Position, new HeapItem(when.UnixNanoseconds, _registrations++, timer.Index));
        return true;
    }

    internal override void RemoveAll(Node node)
    {
        while (node.FirstTimer != None) Remove(node.FirstTimer);
    }

    internal override void Poll(Instant now, Executor executor)
    {
        while (_count > 0 && _heap[0].Deadline <= now.UnixNanoseconds)
        {
            int index = _heap[0].Timer;
            executor.MakeReady(_timers[index].Node!);
            Remove(index);
        }
    }

    internal override void CollectDue(Instant now, List<Node> nodes)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_heap[i].Deadline <= now.UnixNanoseconds) nodes.Add(_timers[_heap[i].Timer].Node!);
        }
    }

    internal override void AssertInvariants(Executor executor)
    {
        for (int i = 0; i < _count; i++)
        {
            ref Timer timer = ref _timers[_heap[i].Timer];
            Invariant.Holds(timer.Position == i, $"Timer {_heap[i].Timer} does not know its place {i} in the heap.");
            bool isHere = timer.Node!.IsAlive && timer.Node.Home == executor;
            Invariant.Holds(isHere, $"A timer of {timer.Node} outlived it.");
            Invariant.Holds(i == 0 || !_heap[i].Precedes(_heap[(i - 1) / 4]), $"The timer at {i} precedes its parent.");
        }

        int free = 0;
        for (int index = _firstFree; index != None; index = _timers[index].Next) free++;
        int lost = _timerCount - free - _count;
        Invariant.Holds(lost == 0, $"{lost} timers are neither pending nor free.");
    }

    private bool IsPending(TimerHandle timer) =>
        (uint)timer.Index < (uint)_timerCount
        && _timers[timer.Index].Generation == timer.Generation
        && _timers[timer.Index].Node is not null;

    private int TakeTimer(Node node)
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
        timer.Generation++;
        timer.Node = node;
        timer.Previous = None;
        timer.Next = node.FirstTimer;
        if (timer.Next != None) _timers[timer.Next].Previous = index;
        node.FirstTimer = index;
        return index;
    }

    private void Remove(int index)
    {
        ref Timer timer = ref _timers[index];
        Node node = timer.Node!;
        if (timer.Previous == None) node.FirstTimer = timer.Next;
        else _timers[timer.Previous].Next = timer.Next;
        if (timer.Next != None) _timers[timer.Next].Previous = timer.Previous;
        timer.Node = null;
        timer.Next = _firstFree;
        _firstFree = index;

        HeapItem last = _heap[--_count];
        if (timer.Position < _count) Place(timer.Position, last);
    }

    /// <summary>Puts the item at or below or above the position, whose present item is given up.</summary>
    private void Place(int position, HeapItem item)
    {
        if (position > 0 && item.Precedes(_heap[(position - 1) / 4])) RaiseFrom(position, item);
        else SinkFrom(position, item);
    }

    private void RaiseFrom(int position, HeapItem item)
    {
        while (position > 0)
        {
            int parent = (position - 1) / 4;
            if (!item.Precedes(_heap[parent])) break;
            Set(position, _heap[parent]);
            position = parent;
        }

        Set(position, item);
    }

    private void SinkFrom(int position, HeapItem item)
    {
        while (true)
        {
            int first = (position * 4) + 1;
            if (first >= _count) break;
            int earliest = first;
            int end = Math.Min(first + 4, _count);
            for (int child = first + 1; child < end; child++)
            {
                if (_heap[child].Precedes(_heap[earliest])) earliest = child;
            }

            if (!_heap[earliest].Precedes(item)) break;
            Set(position, _heap[earliest]);
            position = earliest;
        }

        Set(position, item);
    }

    private void Set(int position, HeapItem item)
    {
        _heap[position] = item;
        _timers[item.Timer].Position = position;
    }

    private readonly record struct HeapItem(long Deadline, long Registration, int Timer)
    {
        internal bool Precedes(in HeapItem other)
        {
            Debug.Assert(Registration != other.Registration || Timer == other.Timer, "Registrations are unique.");
            return Deadline < other.Deadline || (Deadline == other.Deadline && Registration < other.Registration);
        }
    }

    private struct Timer
    {
        internal Node? Node;      // null while the timer is free
        internal int Position;    // in the heap, while pending
        internal int Next;        // of the same node while pending; of the free timers else
        internal int Previous;    // of the same node while pending
        internal uint Generation; // counts the uses of this index, so that an old handle names nothing
    }
}
