namespace Spaxiom.Graph;

/// <summary>Reads one recorded source, one event ahead, in order and within the range of the run.</summary>
internal abstract class SourceFeed(Node node, FeedDriver driver) : Feed(node, driver)
{
    /// <summary>Its place among the sources, in the order they were fed.</summary>
    internal int Index { get; init; }

    /// <summary>Opens the source and finds the first event in range.</summary>
    internal abstract void Open(Instant start, Instant end);
}

/// <inheritdoc/>
/// <param name="inlet">Where the events enter.</param>
/// <param name="events">The source.</param>
/// <param name="driver">Asks for them when their instant has come.</param>
internal sealed class SourceFeed<T>(Inlet<T> inlet, IEnumerable<Timestamped<T>> events, FeedDriver driver)
    : SourceFeed(inlet.Node, driver)
{
    private readonly FeedDriver _driver = driver;
    private IEnumerator<Timestamped<T>>? _reader;
    private T _nextValue = default!;
    private Instant _end;
    private Instant _previous = Instant.MinValue; // of the event that was read last
    private int _atPrevious;                      // events read at that instant
    private long _position;                       // of the event that was read last, from 1
    private SourceException? _failure;            // of the last attempt to read

    internal override void Open(Instant start, Instant end)
    {
        _end = end;
        try
        {
            _reader = events.GetEnumerator();
        }
        catch (Exception exception)
        {
            throw Fail("could not be opened", exception);
        }

        HasNext = true;
        do Read();
        while (HasNext && _failure is null && NextTime < start);
        if (_failure is not null) throw _failure;
    }

    internal override void Deliver(Executor executor, Instant now)
    {
        if (_failure is not null) throw _failure;
        do
        {
            inlet.Offer(_nextValue, executor);
            Read();
        }
        while (inlet.Delivery != Delivery.Each && NextTime == now && HasNext && _failure is null);
    }

    private protected override void OnClose()
    {
        IEnumerator<Timestamped<T>>? reader = _reader;
        (_reader, _nextValue) = (null, default!);
        try
        {
            reader?.Dispose();
        }
        catch (Exception exception)
        {
            throw Fail("could not be closed", exception);
        }
    }

    /// <summary>
    /// Reads the next event, or finds that there is none in range. A source that fails does so when its turn comes,
    /// after the cycle of the event before: good events are not lost with a bad one.
    /// </summary>
    private void Read()
    {
        try
        {
            if (!_reader!.MoveNext())
            {
                Finish();
                return;
            }

            Timestamped<T> next = _reader.Current;
            _position++;
            if (next.Time > _previous) (_previous, _atPrevious) = (next.Time, 1);
            else if (!IsAllowedAgain(next.Time)) return;
            if (next.Time > _end) Finish();
            else (NextTime, _nextValue) = (next.Time, next.Value);
        }
        catch (Exception exception)
        {
            _failure = Fail($"failed when event {_position + 1} was read", exception);
        }
    }

    private void Finish() => (HasNext, NextTime, _nextValue) = (false, Instant.MaxValue, default!);

    /// <summary>Whether an event may come that is not later than the one before.</summary>
    private bool IsAllowedAgain(Instant time)
    {
        if (time == _previous && ++_atPrevious <= _driver.MaxItemsPerInstant) return true;
        _failure = time == _previous ? FailByTooMany() : FailByOrder(time);
        return false;
    }

    private SourceException FailByOrder(Instant time) => new(
        Node,
        _position,
        _previous,
        $"The source of {Node} goes back in time: event {_position} is at {time}, but event {_position - 1} was at "
        + $"{_previous}. Sort the source by time.");

    private SourceException FailByTooMany() => new(
        Node,
        _position,
        _previous,
        $"The source of {Node} has more than {_driver.MaxItemsPerInstant} events at {_previous}: event {_position} is "
        + "one more. Let the input take only the last of an instant (Delivery.Latest) or all in one cycle "
        + "(AddBurstInput), give the events times of their own, or raise MaxItemsPerInstant.");

    private SourceException Fail(string what, Exception cause)
    {
        Instant reached = _position == 0 ? Node.Home!.Now : _previous;
        string place = _position == 0 ? $" at {reached}" : $" after event {_position}, which was at {reached}";
        return new SourceException(
            Node,
            _position,
            reached,
            $"The source of {Node} {what}{place}: {cause.GetType().Name}: {cause.Message}",
            cause);
    }
}
