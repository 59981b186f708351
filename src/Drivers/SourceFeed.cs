using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Spaxiom.Graph;

/// <summary>Reads one recorded source, one event ahead, in order and within the range of the run.</summary>
internal abstract class SourceFeed
{
    /// <summary>The instant of the next event; <see cref="Instant.MaxValue"/> when there is none.</summary>
    internal Instant NextTime { get; private protected set; } = Instant.MaxValue;

    /// <summary>Whether all events in range were delivered.</summary>
    internal bool IsExhausted { get; private protected set; }

    /// <summary>Opens the source and finds the first event in range.</summary>
    internal abstract void Open(Instant start, Instant end);

    /// <summary>Hands over what enters the coming cycle, which is at <see cref="NextTime"/>, and reads on.</summary>
    internal abstract void Deliver(Executor executor);

    /// <summary>Closes the source.</summary>
    internal abstract void Close();
}

/// <summary>The reading that is the same for every kind of input.</summary>
internal abstract class SourceFeed<T>(Node input, IEnumerable<Timestamped<T>> events) : SourceFeed
{
    private IEnumerator<Timestamped<T>>? _reader;
    private Instant _end;
    private Instant _previous = Instant.MinValue;
    private ExceptionDispatchInfo? _failure; // of the last attempt to read
    private long _position; // of the event that was read last, from 1

    /// <summary>The value of the next event.</summary>
    private protected T NextValue { get; private set; } = default!;

    /// <summary>Whether the next event is in range and at the instant.</summary>
    private protected bool IsNextAt(Instant now) => !IsExhausted && _failure is null && NextTime == now;

    internal override void Open(Instant start, Instant end)
    {
        _end = end;
        _reader = events.GetEnumerator();
        do Read();
        while (!IsExhausted && _failure is null && NextTime < start);
        _failure?.Throw();
    }

    /// <summary>Throws what the last attempt to read has thrown.</summary>
    private protected void ThrowFailure() => _failure?.Throw();

    internal override void Close() => _reader?.Dispose();

    /// <summary>
    /// Reads the next event, or finds that there is none in range. A source that fails does so when its turn comes,
    /// after the cycle of the event before: good events are not lost with a bad one.
    /// </summary>
    private protected void Read()
    {
        try
        {
            if (!input.IsAlive || !_reader!.MoveNext())
            {
                Finish();
                return;
            }

            _position++;
            Timestamped<T> next = _reader.Current;
            if (next.Time < _previous) ThrowTimeWentBack(next.Time);
            if (next.Time > _end)
            {
                Finish();
                return;
            }

            _previous = next.Time;
            (NextTime, NextValue) = (next.Time, next.Value);
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    private void Finish() => (IsExhausted, NextTime, NextValue) = (true, Instant.MaxValue, default!);

    [DoesNotReturn]
    private void ThrowTimeWentBack(Instant time) => throw new InvalidDataException(
        $"The source of {input} goes back in time: event {_position} is at {time}, but event {_position - 1} was at "
        + $"{_previous}. Sort the source by time.");
}

/// <summary>A source of an input that takes one value a cycle, or the newest of an instant.</summary>
internal sealed class InputFeed<T>(Input<T> input, IEnumerable<Timestamped<T>> events) : SourceFeed<T>(input, events)
{
    internal override void Deliver(Executor executor)
    {
        ThrowFailure();
        Instant now = NextTime;
        do
        {
            input.Offer(NextValue, executor);
            Read();
        }
        while (input.Delivery == Delivery.Latest && IsNextAt(now));
    }
}

/// <summary>A source of an input that takes all events of an instant at once.</summary>
internal sealed class BurstFeed<T>(BurstInput<T> input, IEnumerable<Timestamped<T>> events)
    : SourceFeed<T>(input, events)
{
    internal override void Deliver(Executor executor)
    {
        ThrowFailure();
        Instant now = NextTime;
        do
        {
            input.Offer(NextValue, executor);
            Read();
        }
        while (IsNextAt(now));
    }
}
