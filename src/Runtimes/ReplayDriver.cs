using System.Runtime.ExceptionServices;

namespace Spaxiom.Graph;

/// <summary>
/// Merges recorded sources by time: a binary heap by (next event, order of feeding), so that each poll takes the next
/// event of every source that has one at the present instant.
/// </summary>
internal sealed class ReplayDriver(VirtualClock clock) : Driver
{
    private readonly List<SourceFeed> _feeds = []; // in the order they were fed
    private int[] _heap = [];                      // indices of feeds; each at most as late as its two children
    private int[] _served = [];                    // feeds that delivered in this poll and are not in the heap
    private int _count;

    internal override Instant NextDeadline => _count == 0 ? Instant.MaxValue : _feeds[_heap[0]].NextTime;

    /// <summary>Whether every event in range was delivered.</summary>
    internal bool IsExhausted => _count == 0;

    internal void Add(SourceFeed feed) => _feeds.Add(feed);

    /// <summary>Opens every source.</summary>
    internal void Open(Instant start, Instant end)
    {
        (_heap, _served) = (new int[_feeds.Count], new int[_feeds.Count]);
        for (int i = 0; i < _feeds.Count; i++)
        {
            _feeds[i].Open(start, end);
            Insert(i);
        }

        HasWork = !IsExhausted;
    }

    /// <summary>Closes every source.</summary>
    internal void Close()
    {
        ExceptionDispatchInfo? failure = null;
        foreach (SourceFeed feed in _feeds)
        {
            try
            {
                feed.Close();
            }
            catch (Exception exception)
            {
                failure ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        failure?.Throw();
    }

    internal override void Poll(Executor executor)
    {
        int served = 0;
        while (_count > 0 && _feeds[_heap[0]].NextTime <= clock.Now)
        {
            int feed = _heap[0];
            RemoveFirst();
            _feeds[feed].Deliver(executor);
            _served[served++] = feed;
        }

        for (int i = 0; i < served; i++) Insert(_served[i]);
        HasWork = !IsExhausted;
    }

    private void Insert(int feed)
    {
        if (_feeds[feed].IsExhausted) return;
        int place = _count++;
        while (place > 0 && Precedes(feed, _heap[(place - 1) / 2]))
        {
            _heap[place] = _heap[(place - 1) / 2];
            place = (place - 1) / 2;
        }

        _heap[place] = feed;
    }

    private void RemoveFirst()
    {
        int moved = _heap[--_count];
        int place = 0;
        while (true)
        {
            int child = (2 * place) + 1;
            if (child >= _count) break;
            if (child + 1 < _count && Precedes(_heap[child + 1], _heap[child])) child++;
            if (!Precedes(_heap[child], moved)) break;
            _heap[place] = _heap[child];
            place = child;
        }

        if (_count > 0) _heap[place] = moved;
    }

    private bool Precedes(int left, int right)
    {
        Instant one = _feeds[left].NextTime, other = _feeds[right].NextTime;
        return one < other || (one == other && left < right);
    }
}
