using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;

namespace Spaxiom.Graph;

/// <summary>
/// A byte source (socket, serial line, file, any stream) that one node reads. A pump on another thread opens it when a
/// run starts and reads bytes ahead, never more than <see cref="Capacity"/>. The node is presented them in its cycles.
/// </summary>
/// <remarks>
/// In a cycle the node looks at <see cref="Buffer"/>, takes what it can use, and calls <see cref="AdvanceTo"/> with how
/// far it consumed and how far it looked. What it did not consume is presented again: at once in the next cycle when it
/// did not look at all of it, else together with the next bytes. A node that does not call it, or throws before it
/// does, has looked at all and consumed nothing. When the source has ended or failed and all bytes were looked at, the
/// node runs once more, with what it never consumed and <see cref="CycleContext.InputCompleted"/> true. A node that
/// makes no progress fails the pipe in the same way: one that does not answer for a full pipe, or neither consumes nor
/// looks further than before.
/// </remarks>
[DebuggerDisplay("{_held} of {Capacity} bytes for {Node}")]
[SuppressMessage(
    "Reliability", "CA1001",
    Justification = "A source that is cancelled and has no timer holds nothing; Close cancels it.")]
public sealed class InputPipe : ExternalInput
{
    private readonly Func<Stream> _open;
    private readonly Pipe _pipe;
    private readonly SemaphoreSlim _room = new(initialCount: 0); // released when a full pipe is full no more
    private readonly CancellationTokenSource _closing = new();

    // The pump and the owner.
    private long _held;                   // bytes read and not consumed, up to Capacity
    private Stream? _source;              // given, or opened by the pump; null once it was disposed
    private volatile bool _closed;
    private volatile Exception? _failure; // written by the pump before the end of the bytes is

    // Only the owner touches them.
    private bool _presented;              // whether the node has been shown bytes it has not answered for
    private long _lookedAt;               // bytes at the front that were looked at and not consumed
    private Exception? _standstill;       // why the node makes no progress; null while it does

    /// <summary>A pipe that opens its source when a run starts.</summary>
    internal InputPipe(Node node, InputDriver driver, Func<Stream> open, int capacity)
        : base(node, driver)
    {
        Capacity = Guard.AtLeastOne(capacity);
        _open = open;

        // Its own thresholds count what was looked at as gone, so that twice the capacity could wait: _held counts
        // instead.
        _pipe = new Pipe(new PipeOptions(
            pauseWriterThreshold: 0,
            resumeWriterThreshold: 0,
            minimumSegmentSize: Math.Min(capacity, 4096),
            useSynchronizationContext: false));
    }

    /// <summary>A pipe whose source is open, and is its own from now on.</summary>
    internal InputPipe(Node node, InputDriver driver, Stream source, int capacity)
        : this(node, driver, () => source, capacity) => _source = source;

    /// <summary>How many bytes can wait; then the source is no longer read. No frame may be longer.</summary>
    public int Capacity { get; }

    /// <summary>The bytes presented in this cycle; empty when something else woke the node.</summary>
    public ReadOnlySequence<byte> Buffer { get; private set; }

    /// <summary>Whether the source has ended or failed and the node has been told so.</summary>
    public bool IsCompleted => CompletedEpoch >= 0;

    /// <summary>
    /// Why the source could not be opened or read, or why the node made no progress, once <see cref="IsCompleted"/>;
    /// why the source could not be closed, once the node has left. Else null.
    /// </summary>
    public Exception? Failure => IsCompleted || _closed ? _failure : null;

    /// <summary>Says how much of <see cref="Buffer"/> was used, once in a cycle that presented bytes.</summary>
    /// <param name="consumed">Everything before it is done with.</param>
    /// <param name="examined">
    /// Everything before it was looked at. If that is all, nothing is presented until more bytes have come.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// No bytes were presented in this cycle; or all were looked at, none consumed, and no more fit: the frame is
    /// longer than <see cref="Capacity"/>. The bytes are discarded then.
    /// </exception>
    public void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (!_presented)
        {
            throw new InvalidOperationException(
                $"AdvanceTo was called for {Node} without bytes: none were presented in this cycle, or it was called "
                + "twice.");
        }

        ReadOnlySequence<byte> rest = Buffer.Slice(consumed);
        bool lookedAtAll = Buffer.Slice(examined).IsEmpty;
        if (lookedAtAll && rest.Length >= Capacity && !IsCompleted)
        {
            Answer(Buffer.End, Buffer.End, lookedAt: 0);
            throw new InvalidOperationException(
                $"{Node} looked at {rest.Length} bytes without finding the end of a frame, and its pipe holds "
                + $"{Capacity}. The bytes were discarded. Attach the pipe with at least the longest frame as its "
                + "capacity.");
        }

        long lookedAt = rest.Length - Buffer.Slice(examined).Length;
        bool hasProgress = lookedAtAll || rest.Length < Buffer.Length || lookedAt > _lookedAt;
        if (!hasProgress && !IsCompleted) _standstill = NoProgress();
        Answer(consumed, examined, lookedAt);
    }

    /// <summary>Opens and reads the source from now on. Before that, attaching is only wiring.</summary>
    internal void Start()
    {
        if (!_closed) _ = Task.Run(PumpAsync);
    }

    internal override bool Freeze(Executor executor)
    {
        if (_closed || IsCompleted) return false;
        Debug.Assert(!_presented, "The last cut was released.");
        if (_standstill is not null)
        {
            _failure = _standstill;
            _ = _closing.CancelAsync();
        }

        if (!_pipe.Reader.TryRead(out ReadResult read)) return false;
        bool nothingNew = read.Buffer.Length == _lookedAt;
        if ((read.IsCompleted && nothingNew) || _standstill is not null) CompletedEpoch = executor.Epoch + 1;
        (Buffer, _presented) = (read.Buffer, true);
        executor.MakeReady(Node);
        return false;
    }

    internal override void Release()
    {
        if (_presented && !_closed)
        {
            bool isFull = Buffer.Length >= Capacity && !IsCompleted;
            if (isFull) _standstill = NoAnswer();
            Answer(Buffer.Start, isFull ? Buffer.Start : Buffer.End, Buffer.Length);
        }

        (Buffer, _presented) = (default, false);
    }

    internal override void Close()
    {
        if (_closed) return;
        _closed = true;
        Buffer = default;
        _ = _closing.CancelAsync(); // not Cancel, which would run the source's own code here
        _pipe.Reader.Complete();
        CloseSource(); // the pump does so if it is opening the source just now
    }

    /// <summary>
    /// Gives the bytes back to the pipe, and lets the next poll see whether there is more to look at.
    /// </summary>
    private void Answer(SequencePosition consumed, SequencePosition examined, long lookedAt)
    {
        long taken = Buffer.Slice(Buffer.Start, consumed).Length;
        _pipe.Reader.AdvanceTo(consumed, examined);
        (Buffer, _presented, _lookedAt) = (default, false, lookedAt);
        if (taken > 0 && Interlocked.Add(ref _held, -taken) == Capacity - taken) _room.Release();
        if (!IsCompleted) Driver.Signal(this);
    }

    private async Task PumpAsync()
    {
        PipeWriter writer = _pipe.Writer;
        try
        {
            if (_closed) return;
            Stream source = OpenSource();
            while (await ReadOnceAsync(source, writer).ConfigureAwait(false) is var held and > 0)
            {
                Driver.Signal(this);
                if (held == Capacity) await _room.WaitAsync(_closing.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            if (!_closed) _failure ??= exception; // a source that was closed under its reader has not failed
        }

        await writer.CompleteAsync().ConfigureAwait(false);
        Driver.Signal(this);
    }

    private Stream OpenSource()
    {
        Stream source = _open() ?? throw new InvalidOperationException(
            $"The pipe of {Node} has no source: what should open it returned null.");
        Interlocked.Exchange(ref _source, source); // a fence: this sees that Close has come, or Close sees the source
        if (_closed) CloseSource();
        if (source.CanRead || _closed) return source;
        throw new InvalidOperationException(
            $"{Node} cannot read {source}: the stream is closed or not readable. Open a readable one.");
    }

    private void CloseSource()
    {
        try
        {
            Interlocked.Exchange(ref _source, null)?.Dispose();
        }
        catch (Exception exception)
        {
            _failure ??= exception;
            throw;
        }
    }

    /// <summary>Reads what there is room for.</summary>
    /// <returns>How many bytes are held then; 0 when the source has ended.</returns>
    private async ValueTask<long> ReadOnceAsync(Stream source, PipeWriter writer)
    {
        Memory<byte> memory = writer.GetMemory();
        int room = (int)Math.Min(memory.Length, Capacity - Volatile.Read(ref _held));
        int read = await source.ReadAsync(memory[..room], _closing.Token).ConfigureAwait(false);
        if (read == 0) return 0;
        long held = Interlocked.Add(ref _held, read); // before the owner can consume any of it
        writer.Advance(read);
        await writer.FlushAsync(_closing.Token).ConfigureAwait(false);
        return held;
    }

    private InvalidOperationException NoAnswer() => new(
        $"{Node} did not answer for {Capacity} bytes of its pipe. Call AdvanceTo in every cycle that presents bytes.");

    private InvalidOperationException NoProgress() => new(
        $"{Node} neither consumed any of the {Buffer.Length} bytes of its pipe nor looked further than before, so the "
        + "same bytes would be presented in every cycle. Consume some, or pass the end of Buffer as examined to wait "
        + "for more.");
}
