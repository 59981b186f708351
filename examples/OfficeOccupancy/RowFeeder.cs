using System.Runtime.ExceptionServices;

namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>A thread that stands for the devices of a building: it sends each row when its time has come.</summary>
internal sealed class RowFeeder : IDisposable
{
    private const double LongestNap = 86_400_000; // ms: a day, within what a wait can take

    private readonly IRowSource _source;
    private readonly Sender<Row> _sender;
    private readonly double _speed;
    private readonly CancellationToken _asked; // to stop, from outside
    private readonly CancellationTokenSource _stop; // the same, or the run has ended
    private Thread? _thread;
    private ExceptionDispatchInfo? _failure;
    private long _total = long.MaxValue;

    /// <summary>
    /// Prepares to send rows <paramref name="speed"/> times faster than they were recorded, until there are no more or
    /// <paramref name="stop"/> is cancelled.
    /// </summary>
    public RowFeeder(IRowSource source, Sender<Row> sender, double speed, CancellationToken stop)
    {
        (_source, _sender, _speed, _asked) = (source, sender, speed, stop);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    /// <summary>How many rows were sent in all; the largest number while that is not known.</summary>
    public long Total => Volatile.Read(ref _total);

    /// <summary>Whether the rows ended with an error, which <see cref="Stop"/> throws.</summary>
    public bool HasFailed => Volatile.Read(ref _failure) is not null;

    /// <summary>Starts sending: the first row is due now.</summary>
    /// <param name="ended">Called on the thread once there is no more to send.</param>
    public void Start(Action ended)
    {
        _thread = new Thread(() => Feed(ended)) { Name = "rows", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Ends the thread and throws what made it fail, if anything.</summary>
    public void Stop()
    {
        _stop.Cancel();
        _thread?.Join();
        Volatile.Read(ref _failure)?.Throw();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Cancel();

    private void Feed(Action ended)
    {
        try
        {
            long sent = 0;
            long origin = TimeProvider.System.GetTimestamp();
            foreach (Row row in _source.Rows())
            {
                WaitUntil(origin, (row.Time - _source.Start) / _speed);
                if (!_sender.Send(row, _stop.Token)) return; // the runtime has ended
                sent++;
            }

            // Not _stop: a source that has ended because of the request can be faster than what links the two.
            if (_asked.IsCancellationRequested) return;
            Volatile.Write(ref _total, sent);
        }
        catch (OperationCanceledException)
        {
            return; // stopped from outside
        }
        catch (Exception e)
        {
            Volatile.Write(ref _failure, ExceptionDispatchInfo.Capture(e));
        }

        ended();
    }

    /// <summary>Waits until a duration has passed since <paramref name="origin"/>, or until stopped.</summary>
    private void WaitUntil(long origin, TimeSpan due)
    {
        while (due - TimeProvider.System.GetElapsedTime(origin) is var left && left > TimeSpan.Zero)
        {
            double milliseconds = Math.Min(Math.Ceiling(left.TotalMilliseconds), LongestNap);
            if (_stop.Token.WaitHandle.WaitOne((int)milliseconds)) _stop.Token.ThrowIfCancellationRequested();
        }
    }
}
