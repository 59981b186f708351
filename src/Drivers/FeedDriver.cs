namespace Spaxiom.Graph;

/// <summary>
/// Merges what enters in virtual time: a binary heap of feeds by their next item, so that each poll takes the next item
/// of every input that has one at the present instant.
/// </summary>
/// <remarks>
/// Items of one instant enter one cycle, in which nodes run in creation order, so the order in which feeds are asked
/// decides nothing but which source is named when two fail at once.
/// </remarks>
internal sealed class FeedDriver(VirtualClock clock) : Driver
{
    private const int FewStale = 16;

    private readonly List<SourceFeed?> _sources = []; // in the order they were fed; null once the input has left
    private PendingBatches? _batches; // null as long as there are none
    private readonly Stack<int> _freeSlots = new();
    private Feed?[] _feeds = []; // by slot; null when free, and for a turn whose input has left
    private Turn[] _heap = [];   // each at most as late as its two children
    private int[] _again = [];   // slots of feeds that have another item at the instant of this poll
    private int _count;
    private int _stale;          // turns whose input has left; the first one is none of them but during a poll

    internal override Instant NextDeadline => IsExhausted ? Instant.MaxValue : _heap[0].Time;

    /// <summary>Whether nothing is waiting any more, not even for later.</summary>
    internal bool IsExhausted => _count == 0;

    /// <summary>Whether an item enters at the present instant.</summary>
    internal bool IsDue => !IsExhausted && _heap[0].Time <= clock.Now;

    /// <summary>Places for feeds that wait, used or not.</summary>
    internal int TableSize => _heap.Length;

    /// <summary>How many polls have taken an item.</summary>
    internal long Deliveries { get; private set; }

    /// <summary>How many items of one feed may be at one instant: more are taken for a mistake.</summary>
    internal int MaxItemsPerInstant { get; set; } = 10_000_000;

    /// <summary>Feeds an input from a source, which is opened with the others.</summary>
    internal void Add<T>(Inlet<T> inlet, IEnumerable<Timestamped<T>> events)
    {
        var source = new SourceFeed<T>(inlet, events, this) { Index = _sources.Count };
        Attach(inlet, source);
        _sources.Add(source);
    }

    /// <summary>Opens every source.</summary>
    internal void Open(Instant start, Instant end)
    {
        foreach (SourceFeed? source in _sources)
        {
            if (source is null) continue;
            source.Open(start, end);
            if (source.HasNext) Schedule(source);
        }
    }

    /// <summary>Closes every source.</summary>
    /// <returns>What the first one threw that could not be closed, or null.</returns>
    internal Exception? CloseSources()
    {
        Exception? failure = null;
        for (int i = 0; i < _sources.Count; i++)
        {
            try
            {
                _sources[i]?.Close();
            }
            catch (Exception exception)
            {
                failure ??= exception;
            }
        }

        return failure;
    }

    /// <summary>Lets an item wait at an input until an instant, behind those that wait for the same one.</summary>
    /// <param name="inlet">Where it enters.</param>
    /// <param name="instant">Now or later.</param>
    /// <param name="item">The item.</param>
    internal void Push<T>(Inlet<T> inlet, Instant instant, T item)
    {
        PushFeed<T> feed = PushesTo(inlet);
        feed.Admit(instant, 1);
        Push(feed, instant, item, batch: null);
    }

    /// <summary>Lets an item wait that its feed has admitted.</summary>
    internal void Push<T>(PushFeed<T> feed, Instant instant, T item, PendingBatch? batch)
    {
        Instant next = feed.NextTime;
        feed.Push(instant, item, batch);
        if (feed.Slot < 0) Schedule(feed);
        else if (instant < next) Advance(feed.Slot, instant);
    }

    /// <summary>The feed of what is pushed to an input.</summary>
    internal PushFeed<T> PushesTo<T>(Inlet<T> inlet)
    {
        if (inlet.Feed is PushFeed<T> known) return known;
        var feed = new PushFeed<T>(inlet, this);
        Attach(inlet, feed);
        return feed;
    }

    /// <summary>A batch to push the parts of.</summary>
    internal PendingBatch BeginBatch() => (_batches ??= new PendingBatches()).Begin();

    /// <summary>Lets a batch go on without an input that has left.</summary>
    internal void Leave(PendingBatch batch, PushFeed feed) => _batches!.Leave(batch, feed);

    /// <summary>Asks no more for a feed whose input has left.</summary>
    internal void Forget(Feed feed)
    {
        if (feed is SourceFeed source) _sources[source.Index] = null;
        if (feed.Slot < 0) return;
        _feeds[feed.Slot] = null; // its turn stays in the heap, and the slot with it
        feed.Slot = -1;
        if (++_stale > FewStale && _stale > _count / 2) Compact();
        DropStale();
    }

    internal override void CollectDue(List<Node> nodes)
    {
        foreach (Turn turn in _heap.AsSpan(0, _count))
        {
            if (turn.Time <= clock.Now && _feeds[turn.Slot] is { } feed) nodes.Add(feed.Node);
        }
    }

    internal override void Poll(Executor executor)
    {
        Instant now = clock.Now;
        if (!IsDue)
        {
            if (_count == 0) HasSignals = false;
            return;
        }

        Deliveries++;
        if (_batches is not null) FindReadyBatches(now);
        int again = 0;
        while (_count > 0 && _heap[0].Time <= now)
        {
            int slot = _heap[0].Slot;
            Feed? feed = _feeds[slot];
            if (feed is not null)
            {
                feed.Deliver(executor, now);
                if (feed.NextTime > now && feed.HasNext)
                {
                    SinkFirst(new Turn(feed.NextTime, slot));
                    continue;
                }
            }

            if (--_count > 0) SinkFirst(_heap[_count]);
            if (feed is { HasNext: true }) _again[again++] = slot;
            else Release(slot);
        }

        for (int i = 0; i < again; i++) Insert(new Turn(_feeds[_again[i]]!.NextTime, _again[i]));
        _batches?.ForgetReady();
        if (_stale > 0) DropStale();
        if (_count == 0) HasSignals = false;
    }

    private static void Attach<T>(Inlet<T> inlet, Feed feed)
    {
        feed.Next = inlet.Node.FirstInput;
        inlet.Node.FirstInput = feed;
        inlet.Feed = feed;
    }

    /// <summary>Gives a feed its turn.</summary>
    private void Schedule(Feed feed)
    {
        if (!_freeSlots.TryPop(out int slot))
        {
            slot = _count; // all slots below have a turn each
            if (slot == _feeds.Length) Grow();
        }

        (_feeds[slot], feed.Slot) = (feed, slot);
        Insert(new Turn(feed.NextTime, slot));
        HasSignals = true;
    }

    private void Grow()
    {
        int length = Math.Max(4, _feeds.Length * 2);
        Array.Resize(ref _feeds, length);
        Array.Resize(ref _heap, length);
        Array.Resize(ref _again, length);
    }

    private void Release(int slot)
    {
        if (_feeds[slot] is { } feed) feed.Slot = -1;
        else _stale--;
        _feeds[slot] = null;
        _freeSlots.Push(slot);
    }

    /// <summary>Lets a feed come earlier than its turn is.</summary>
    private void Advance(int slot, Instant time)
    {
        int place = 0;
        while (_heap[place].Slot != slot) place++;
        RiseFrom(place, new Turn(time, slot));
    }

    /// <summary>Removes the first turns as long as their inputs have left.</summary>
    private void DropStale()
    {
        while (_count > 0 && _feeds[_heap[0].Slot] is null)
        {
            Release(_heap[0].Slot);
            if (--_count > 0) SinkFirst(_heap[_count]);
        }
    }

    /// <summary>Removes every turn whose input has left.</summary>
    private void Compact()
    {
        int count = _count;
        _count = 0;
        for (int i = 0; i < count; i++)
        {
            Turn turn = _heap[i];
            if (_feeds[turn.Slot] is null) Release(turn.Slot);
            else Insert(turn); // at or before the place it comes from
        }
    }

    private void FindReadyBatches(Instant now)
    {
        if (!_batches!.AnyWaits) return;
        _batches.BeginPoll();
        foreach (Turn turn in _heap.AsSpan(0, _count))
        {
            if (turn.Time <= now && _feeds[turn.Slot] is PushFeed feed) _batches.Arrive(feed, now);
        }

        _batches.Settle(now);
    }

    private void Insert(Turn turn) => RiseFrom(_count++, turn);

    /// <summary>
    /// Puts a turn to a place, or nearer to the first one as long as it is earlier than what stands there.
    /// </summary>
    private void RiseFrom(int place, Turn turn)
    {
        while (place > 0 && turn.Time < _heap[(place - 1) / 2].Time)
        {
            _heap[place] = _heap[(place - 1) / 2];
            place = (place - 1) / 2;
        }

        _heap[place] = turn;
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
    private readonly record struct Turn(Instant Time, int Slot);
}
