using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;

namespace Spaxiom.Graph;

/// <summary>
/// A byte source (socket, serial line, file, any stream) that one node reads. Bytes are read ahead by a pump on another
/// thread, never more than <see cref="Capacity"/>, and are presented to the node in its cycles.
/// </summary>
/// <remarks>
/// In a cycle the node looks at <see cref="Buffer"/>, takes what it can use, and calls <see cref="AdvanceTo"/> with how
/// far it consumed and how far it looked. What it did not consume is presented again: at once in the next cycle when it
/// did not look at all of it, else together with the next bytes. A node that does not call it, or throws before it
/// does, has looked at all and consumed nothing. When the source has ended or failed and all bytes were looked at, the
/// node runs once more, with what it never consumed and <see cref="CycleContext.InputCompleted"/> true.
/// </remarks>
[SuppressMessage(
    "Reliability", "CA1001",
    Justification = "A source that is cancelled and has no timer holds nothing; Close cancels it.")]
public sealed class InputPipe : ExternalInput
{
    private readonly Stream _source;
    private readonly bool _leaveOpen;
    private readonly Pipe _pipe;
    private readonly SemaphoreSlim _room = new(initialCount: 0); // released when a full pipe is full no more
    private readonly CancellationTokenSource _closing = new();

    private long _held;          // bytes read and not consumed, up to Capacity; raised by the pump, lowered by owner
    private bool _presented;     // whether the node has been shown bytes it has not answered for; owner only
    private long _lookedAt;      // bytes at the front that were looked at and not consumed; owner only
    private bool _overlooked;    // whether the node let a full pipe pass without an answer; owner only
    private volatile bool _closed;
    private volatile Exception? _failure; // written by the pump before the end of the bytes is

    internal InputPipe(Node node, InputDriver driver, Stream source, int capacity, bool leaveOpen)
        : base(node, driver)
    {
        Capacity = Guard.AtLeastOne(capacity);
        (_source, _leaveOpen) = (source, leaveOpen);

        // Its own thresholds count what was looked at as gone, so that twice the capacity could wait: _held counts
        // instead.
        _pipe = new Pipe(new PipeOptions(
            pauseWriterThreshold: 0,
            resumeWriterThreshold: 0,
            minimumSegmentSize: Math.Min(capacity, 4096),
            useSynchronizationContext: false));
    }

    /// <summary>How many bytes can wait; then the source is no longer read. No frame may be longer.</summary>
    public int Capacity { get; }

    /// <summary>The bytes presented in this cycle; empty when something else woke the node.</summary>
    public ReadOnlySequence<byte> Buffer { get; private set; }

    /// <summary>Whether the source has ended or failed and the node has been told so.</summary>
    public bool IsCompleted => CompletedEpoch >= 0;

    /// <summary>
    /// Why the source failed, once <see cref="IsCompleted"/>, or why it could not be closed, once the node has left.
    /// Else null.
    /// </summary>
    public Exception? Failure => IsCompleted || _closed ? _failure : null;

    /// <summary>Says how much of <see cref="Buffer"/> was used, once in a cycle that presented bytes.</summary>
    /// <param name="consumed">Everything before it is done with.</param>
    /// <param name="examined">
    /// Everything before it was looked at; nothing new is presented until more than that is there.
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

        Answer(consumed, examined, lookedAtAll ? rest.Length : 0);
    }

    /// <summary>Starts reading the source. Before that, attaching is only wiring.</summary>
    internal void Start()
    {
        if (!_closed) _ = Task.Run(PumpAsync);
    }

    internal override bool Freeze(Executor executor)
    {
        if (_closed || IsCompleted) return false;
        if (_overlooked)
        {
            _failure = new InvalidOperationException(
                $"{Node} did not answer for {Capacity} bytes of its pipe. Call AdvanceTo in every cycle that presents "
                + "bytes.");
            _ = _closing.CancelAsync();
        }

        if (!_pipe.Reader.TryRead(out ReadResult read)) return false;
        bool nothingNew = read.Buffer.Length == _lookedAt;
        if ((read.IsCompleted && nothingNew) || _overlooked) CompletedEpoch = executor.Epoch + 1;
        (Buffer, _presented) = (read.Buffer, true);
        executor.MakeReady(Node);
        return false;
    }

    internal override void Release()
    {
        if (_presented && !_closed)
        {
            _overlooked = Buffer.Length >= Capacity && !IsCompleted;
            Answer(Buffer.Start, _overlooked ? Buffer.Start : Buffer.End, Buffer.Length);
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
        if (!_leaveOpen) _source.Dispose();
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
            while (await ReadOnceAsync(writer).ConfigureAwait(false) is var held and > 0)
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

    /// <summary>Reads what there is room for.</summary>
    /// <returns>How many bytes are held then; 0 when the source has ended.</returns>
    private async ValueTask<long> ReadOnceAsync(PipeWriter writer)
    {
        Memory<byte> memory = writer.GetMemory();
        int room = (int)Math.Min(memory.Length, Capacity - Volatile.Read(ref _held));
        int read = await _source.ReadAsync(memory[..room], _closing.Token).ConfigureAwait(false);
        if (read == 0) return 0;
        long held = Interlocked.Add(ref _held, read); // before the owner can consume any of it
        writer.Advance(read);
        await writer.FlushAsync(_closing.Token).ConfigureAwait(false);
        return held;
    }
}
