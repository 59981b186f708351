using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>One producer's end of a channel. Any thread may use it, several at a time.</summary>
/// <typeparam name="TItem">The type of the items.</typeparam>
[DebuggerDisplay("{_channel}")]
public sealed class Sender<TItem> : IDisposable
{
    private readonly InputChannel<TItem> _channel;
    private int _disposed;

    internal Sender(InputChannel<TItem> channel) => _channel = channel;

    /// <summary>How many items the channel has discarded so far, whoever sent them.</summary>
    public long Dropped => _channel.Dropped;

    /// <summary>Whether a producer of the channel waits for room.</summary>
    internal bool HasBlocked => _channel.HasBlocked;

    /// <summary>Whether this sender sends no more.</summary>
    internal bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Sends an item without ever blocking.</summary>
    /// <returns>
    /// False when the channel is full under <see cref="FullMode.Wait"/>, when its node has left, when the executor is
    /// faulted or disposed, or when this sender is disposed: the item was not taken.
    /// </returns>
    /// <exception cref="InvalidOperationException">Called from inside a cycle of the same executor.</exception>
    public bool TrySend(TItem item) => _channel.TrySend(this, item);

    /// <summary>Sends an item, and waits while the channel is full under <see cref="FullMode.Wait"/>.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>False as <see cref="TrySend"/>, except that a full channel is waited for.</returns>
    /// <exception cref="OperationCanceledException">
    /// Cancelled before there was room: the item was not taken.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Called from inside a cycle of the same executor; or the wait would be on the thread that makes room; or the
    /// thread that built the graph has waited for 10 s, in which nothing ran the graph.
    /// </exception>
    public bool Send(TItem item, CancellationToken cancellation = default) =>
        _channel.Send(this, item, cancellation);

    /// <summary>Another sender into the same channel, with a life of its own.</summary>
    public Sender<TItem> Clone()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return _channel.OpenSender();
    }

    /// <summary>
    /// Sends no more. When all senders of the channel are disposed and all items were delivered, the node runs once
    /// more with <see cref="CycleContext.InputCompleted"/>.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) _channel.CloseSender();
    }
}
