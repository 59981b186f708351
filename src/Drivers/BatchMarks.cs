using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// Which of the items that wait in one channel belong to batches. The items of one batch are next to one another.
/// Guarded by the driver's gate.
/// </summary>
/// <remarks>
/// A poll drops the mark of a batch when the batch enters the coming cycle. So a delivery stops at the first mark.
/// </remarks>
[DebuggerDisplay("{_marks.Count - _first} batches, {Kept} items kept")]
internal sealed class BatchMarks(InputChannel channel, Delivery delivery)
{
    private readonly List<Mark> _marks = []; // in the order sent; those before _first are over
    private int _first;
    private long _taken;     // items that have left the front of the channel: places of marks count from there
    private bool _isReached; // whether the first mark's batch has counted this channel
    private int _entering;   // items up to the end of the last batch that enters the coming cycle

    /// <summary>How many items belong to batches that must not be discarded.</summary>
    internal int Kept { get; private set; }

    internal InputChannel Channel => channel;

    internal bool IsEmpty => _first == _marks.Count;

    /// <summary>Marks the newest items as those of a batch.</summary>
    internal void Add(WaitingBatch batch, int place, int count)
    {
        _marks.Add(new Mark(batch, _taken + place, count));
        batch.Channels.Add(this);
        if (batch.IsKept) Kept += count;
    }

    /// <summary>Lets the first batch count this channel, if nothing is before it that enters another cycle.</summary>
    /// <returns>The batch, once it has counted all its channels; else null.</returns>
    internal WaitingBatch? Reach()
    {
        if (IsEmpty) return null;
        Mark first = _marks[_first];
        if (!_isReached)
        {
            bool isBehind = delivery == Delivery.Each && first.Start > _taken;
            bool isLater = delivery != Delivery.Burst && _entering > 0;
            if (isBehind || isLater) return null;
            _isReached = true;
            first.Batch.Reached++;
        }

        return first.Batch.Reached == first.Batch.Channels.Count ? first.Batch : null;
    }

    /// <summary>Lets the first batch enter the coming cycle.</summary>
    /// <returns>Whether the batch behind it may enter the same cycle.</returns>
    internal bool Enter()
    {
        Debug.Assert(_isReached, "A batch enters once it has counted all its channels.");
        Mark first = _marks[_first];
        _entering = (int)(first.Start + first.Count - _taken);
        RemoveAt(_first);
        return delivery == Delivery.Burst;
    }

    /// <summary>How many of the waiting items a delivery may take, or pass over.</summary>
    internal int CountDeliverable(int waiting)
    {
        if (_entering > 0 && delivery != Delivery.Burst) return _entering;
        return IsEmpty ? waiting : (int)(_marks[_first].Start - _taken);
    }

    /// <summary>Notes that items have left the front of the channel.</summary>
    internal void Take(int count)
    {
        _taken += count;
        _entering = 0;
        Debug.Assert(IsEmpty || _marks[_first].Start >= _taken, "Nothing of a batch is taken before it enters.");
    }

    /// <summary>Finds the oldest item that may be discarded.</summary>
    /// <param name="waiting">How many items wait in the channel.</param>
    /// <param name="batch">The batch it belongs to, which can be discarded whole only; null for a lone item.</param>
    /// <returns>Its place; -1 when there is none.</returns>
    internal int FindOldest(int waiting, out WaitingBatch? batch)
    {
        batch = null;
        int place = 0;
        for (int i = _first; i < _marks.Count; i++)
        {
            if (place < _marks[i].Start - _taken) return place;
            if (!_marks[i].Batch.IsKept)
            {
                batch = _marks[i].Batch;
                return place;
            }

            place += _marks[i].Count;
        }

        return place < waiting ? place : -1;
    }

    /// <summary>Notes that a lone item was discarded.</summary>
    internal void DiscardLone(int place)
    {
        int next = _first;
        while (next < _marks.Count && _marks[next].Start - _taken < place) next++;
        CloseGap(next, place, 1);
    }

    /// <summary>Drops the mark of a batch that is discarded.</summary>
    /// <returns>Where its items are.</returns>
    internal (int Place, int Count) Discard(WaitingBatch batch)
    {
        int index = _first;
        while (_marks[index].Batch != batch) index++;
        Mark mark = _marks[index];
        int place = (int)(mark.Start - _taken);
        int next = RemoveAt(index);
        CloseGap(next, place, mark.Count);
        return (place, mark.Count);
    }

    /// <summary>Drops every mark, and lets the batches go on without this channel, which is closed.</summary>
    internal void Clear(WaitingBatches batches)
    {
        for (int i = _first; i < _marks.Count; i++)
        {
            WaitingBatch batch = _marks[i].Batch;
            batch.Channels.Remove(this);
            if (i == _first && _isReached) batch.Reached--;
            if (batch.Channels.Count == 0) batches.End(batch);
        }

        _marks.Clear();
        (_first, _isReached, Kept) = (0, false, 0);
    }

    /// <summary>Checks that the marks are in order, within what waits, and counted.</summary>
    internal void AssertInvariants(int waiting)
    {
        long end = _taken;
        int kept = 0;
        for (int i = _first; i < _marks.Count; i++)
        {
            Mark mark = _marks[i];
            Invariant.Holds(mark.Start >= end, $"Batches at {channel.Node} overlap.");
            Invariant.Holds(mark.Batch.Channels.Contains(this), $"A batch at {channel.Node} does not know it.");
            end = mark.Start + mark.Count;
            if (mark.Batch.IsKept) kept += mark.Count;
        }

        Invariant.Holds(end - _taken <= waiting, $"A batch at {channel.Node} has items that do not wait.");
        Invariant.Holds(kept == Kept, $"{kept} items at {channel.Node} must be kept but {Kept} are counted.");
    }

    /// <summary>Drops a mark.</summary>
    /// <returns>The index of the mark behind it.</returns>
    private int RemoveAt(int index)
    {
        if (_marks[index].Batch.IsKept) Kept -= _marks[index].Count;
        if (index > _first)
        {
            _marks.RemoveAt(index);
            return index;
        }

        _isReached = false;
        _marks[_first++] = default;
        if (_first * 2 < _marks.Count) return _first;
        _marks.RemoveRange(0, _first); // as often as their number has halved: constant time for each
        _first = 0;
        return 0;
    }

    /// <summary>Accounts for items that have left the channel, from a mark on.</summary>
    private void CloseGap(int next, int place, int count)
    {
        if (place == 0)
        {
            _taken += count;
            return;
        }

        for (int i = next; i < _marks.Count; i++) _marks[i] = _marks[i] with { Start = _marks[i].Start - count };
    }

    /// <param name="Batch">Whose items they are.</param>
    /// <param name="Start">The first one, counted from the first item that was ever in the channel.</param>
    /// <param name="Count">How many they are.</param>
    private readonly record struct Mark(WaitingBatch Batch, long Start, int Count);
}
