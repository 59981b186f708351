using System.Runtime.ExceptionServices;

namespace Spaxiom.Graph;

/// <summary>
/// Merges recorded sources by time: a binary heap by next event, so that each poll takes the next event of every source
/// that has one at the present instant.
/// </summary>
/// <remarks>
/// Events of one instant enter one cycle, in which nodes run in creation order, so the order in which their sources are
/// read decides nothing but which one is named when two fail at once.
/// </remarks>
internal sealed class SourceDriver(VirtualClock clock) : Driver
{
    private readonly List<SourceFeed> _feeds = []; // in the order they were fed
    private Turn[] _heap = [];                     // each at most as late as its two children
    private int[] _again = [];                     // feeds that have another event at the instant of this poll
    private int _count;

    internal override Instant NextDeadline => _count == 0 ? Instant.MaxValue : _heap[0].Time;

    /// <summary>Whether every event in range was delivered.</summary>
    internal bool IsExhausted => _count == 0;

    internal void Add(SourceFeed feed) => _feeds.Add(feed);

    /// <summary>Opens every source.</summary>
    internal void Open(Instant start, Instant end)
    {
        (_heap, _again) = (new Turn[_feeds.Count], new int[_feeds.Count]);
        for (int i = 0; i < _feeds.Count; i++)
        {
            _feeds[i].Open(start, end);
            if (!_feeds[i].IsExhausted) Insert(i);
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
        Instant now = clock.Now;
        int again = 0;
        while (_count > 0 && _heap[0].Time <= now)
        {
            int index = _heap[0].Feed;
            SourceFeed feed = _feeds[index];
            feed.Deliver(executor);
            if (feed.NextTime > now && !feed.IsExhausted)
            {
                SinkFirst(new Turn(feed.NextTime, index));
                continue;
            }

            if (--_count > 0) SinkFirst(_heap[_count]);
            if (!feed.IsExhausted) _again[again++] = index;
        }

        for (int i = 0; i < again; i++) Insert(_again[i]);
        if (IsExhausted) HasWork = false;
    }

    private void Insert(int feed)
    {
        Instant time = _feeds[feed].NextTime;
        int place = _count++;
        while (place > 0 && time < _heap[(place - 1) / 2].Time)
        {
            _heap[place] = _heap[(place - 1) / 2];
            place = (place - 1) / 2;
        }

        _heap[place] = new Turn(time, feed);
    }

    /// <summary>Puts a turn where the first one was, and lets earlier ones come before it.</summary>
    private void SinkFirst(Turn turn)
    {
        Span<Turn> turns = _heap.AsSpan(0, _count);
        int place = 0;
        int child = 1;
        while (child < turns.Length)
        {
            // Which child is earlier cannot be predicted, so it is computed instead of branched on.
            if (child + 1 < turns.Length) child += turns[child + 1].Time < turns[child].Time ? 1 : 0;
            if (turns[child].Time >= turn.Time) break;
            turns[place] = turns[child];
            place = child;
            child = (2 * place) + 1;
        }

        turns[place] = turn;
    }

    /// <summary>A feed, and when it delivers next.</summary>
    private readonly record struct Turn(Instant Time, int Feed);
}
