using System.Threading.Channels;

namespace Spaxiom.Graph.Tests;

/// <summary>A byte source. The test decides when a read completes, and with which bytes.</summary>
internal sealed class ScriptedStream : Stream
{
    private readonly Channel<byte[]> _chunks = Channel.CreateUnbounded<byte[]>();
    private ReadOnlyMemory<byte> _rest;
    private long _taken;
    private int _disposals;
    private bool _hasEnded;

    /// <summary>How many bytes were read from it.</summary>
    internal long Taken => Interlocked.Read(ref _taken);

    /// <summary>Whether a read was told that there is no more.</summary>
    internal bool HasEnded => Volatile.Read(ref _hasEnded);

    /// <summary>How often it was disposed.</summary>
    internal int Disposals => Volatile.Read(ref _disposals);

    /// <summary>Whether its reads heed their cancellation.</summary>
    internal bool HeedsCancellation { get; init; } = true;

    /// <summary>What its disposal throws; null for nothing.</summary>
    internal Exception? DisposalError { get; init; }

    public override bool CanRead => Disposals == 0;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Lets one read complete with these bytes, or several when they ask for fewer.</summary>
    internal void Feed(params byte[] chunk) => _chunks.Writer.TryWrite(chunk);

    /// <summary>Lets the source end after the bytes that were fed.</summary>
    internal void End() => _chunks.Writer.Complete();

    /// <summary>Lets the source fail after the bytes that were fed.</summary>
    internal void Fail(Exception failure) => _chunks.Writer.Complete(failure);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty)
        {
            CancellationToken heeded = HeedsCancellation ? cancellationToken : CancellationToken.None;
            if (!await _chunks.Reader.WaitToReadAsync(heeded).ConfigureAwait(false))
            {
                Volatile.Write(ref _hasEnded, true);
                return 0;
            }

            _chunks.Reader.TryRead(out byte[]? chunk);
            _rest = chunk;
        }

        int count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        Interlocked.Add(ref _taken, count);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Interlocked.Increment(ref _disposals);
        _chunks.Writer.TryComplete();
        base.Dispose(disposing);
        if (DisposalError is not null) throw DisposalError;
    }
}
