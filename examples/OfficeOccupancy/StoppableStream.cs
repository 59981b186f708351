namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>A file whose opening and reading end when a stop is asked for, also while a pipe gives nothing.</summary>
/// <remarks>The host cannot interrupt either of them, so that another thread does them and is left behind.</remarks>
internal sealed class StoppableStream : Stream
{
    private readonly FileStream _file;
    private readonly CancellationToken _stop;

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public StoppableStream(string path, CancellationToken stop)
    {
        _stop = stop;
        _file = UnlessStopped(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException("A pipe has no length.");

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException("A pipe has no position.");
        set => throw new NotSupportedException("A pipe has no position.");
    }

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    public override int Read(byte[] buffer, int offset, int count) =>
        UnlessStopped(() => _file.Read(buffer, offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("A pipe has no position.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("A recording is only read.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A recording is only read.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
        base.Dispose(disposing);
    }

    private T UnlessStopped<T>(Func<T> blocking) =>
        Task.Run(blocking, _stop).WaitAsync(_stop).GetAwaiter().GetResult();
}
