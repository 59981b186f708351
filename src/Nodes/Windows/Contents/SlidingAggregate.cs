using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// The summary of all items of a window while they come at one end and leave at the other, by two stacks: each step
/// costs a bounded number of merges on average, and nothing is ever subtracted.
/// </summary>
/// <remarks>
/// <para>
/// The items lie in four parts, oldest first. The <em>chunk</em>: at most a block of items, with the summary of each
/// one and all that follow it in the chunk, so that its oldest item can leave at once. The <em>front</em>: whole
/// blocks, with the summary of each and all that follow it in the front. The <em>back</em>: whole blocks, with a
/// summary each. The <em>open</em> items, fewer than a block. When the chunk is used up, the oldest block becomes the
/// chunk; when the front has no block left, the back becomes the front.
/// </para>
/// <para>
/// Source: two stacks as in Tangwongsan, Hirzel, Schneider, <em>Low-latency sliding-window aggregation in worst-case
/// constant time</em>, DEBS 2017, section 3; blocks of items divide the memory and the longest pause by their size.
/// </para>
/// </remarks>
/// <typeparam name="TAggregate">The summary.</typeparam>
/// <typeparam name="TItem">The type of the items.</typeparam>
internal sealed class SlidingAggregate<TAggregate, TItem>(WindowRing<TItem> ring)
    : WindowAspect<TAggregate>
    where TAggregate : struct, IAggregate<TAggregate, TItem>
    where TItem : struct
{
    /// <summary>How many items make a block.</summary>
    internal const int BlockSize = 16;

    private readonly WindowRing<TAggregate> _blocks = new(capacity: Array.MaxLength); // front, then back
    private TAggregate[] _chunk = [];    // [k] is of the newest k + 1 items before _chunkEnd
    private long _chunkEnd = ring.First; // the number of the first item behind the chunk
    private int _frontCount;             // of the blocks, those whose summary is of all that follow in the front too
    private TAggregate _backTotal;       // of the other blocks, whose summaries are their own
    private TAggregate _blocksTotal;     // of all blocks
    private TAggregate _open;
    private int _openCount;
    private TAggregate _current;          // of all items, if _isCurrent
    private bool _isCurrent = true;

    /// <inheritdoc/>
    internal override ref readonly TAggregate Current
    {
        get
        {
            if (!_isCurrent) Compute();
            return ref _current;
        }
    }

    /// <inheritdoc/>
    internal override void Take(long number)
    {
        _isCurrent = false;
        _open = TAggregate.Merge(in _open, TAggregate.Of(in ring[number]));
        if (++_openCount == BlockSize) CloseBlock();
    }

    /// <inheritdoc/>
    internal override void Release()
    {
        _isCurrent = false;
        if (ring.First == _chunkEnd) BeginChunk();
    }

    /// <inheritdoc/>
    public override void OnState(StateMedium medium)
    {
        WindowRing<TAggregate> blocks = _blocks;
        medium.Part(ref blocks, nameof(_blocks));
        medium.Field(ref _frontCount);
        medium.Field(ref _backTotal);
        medium.Field(ref _blocksTotal);
        medium.Field(ref _open);
        medium.Field(ref _openCount);
        medium.Field(ref _chunkEnd);
        int inChunk = medium.Count((int)(_chunkEnd - ring.First));
        if (_chunk.Length < inChunk) _chunk = new TAggregate[inChunk];
        TAggregate[] chunk = _chunk[..inChunk];
        medium.Contents(chunk, nameof(_chunk));
        medium.Scratch(_current);
        medium.Scratch(_isCurrent);
        if (!medium.IsLoading) return;
        chunk.CopyTo(_chunk, 0);
        _isCurrent = false;
    }

    /// <summary>Checks that the parts account for every item.</summary>
    internal void AssertInvariants()
    {
        long inChunk = _chunkEnd - ring.First;
        Invariant.Holds(inChunk is >= 0 and <= BlockSize, $"A chunk has {inChunk} items.");
        Invariant.Holds(_frontCount <= _blocks.Count, $"{_frontCount} of {_blocks.Count} blocks are in the front.");
        Invariant.Holds(_openCount is >= 0 and < BlockSize, $"{_openCount} items are open.");
        long count = inChunk + ((long)_blocks.Count * BlockSize) + _openCount;
        Invariant.Holds(count == ring.Count, $"A sliding summary has {count} items of {ring.Count}.");
    }

    private void Compute()
    {
        int inChunk = (int)(_chunkEnd - ring.First);
        _current = TAggregate.Merge(in _blocksTotal, in _open);
        if (inChunk > 0) _current = TAggregate.Merge(in _chunk[inChunk - 1], in _current);
        _isCurrent = true;
    }

    private void CloseBlock()
    {
        _blocks.Put(in _open);
        _backTotal = TAggregate.Merge(in _backTotal, in _open);
        (_open, _openCount) = (default, 0);
        SumBlocks();
    }

    /// <summary>Makes the oldest block the chunk, or the open items when there is no block.</summary>
    private void BeginChunk()
    {
        int length = BlockSize;
        if (_blocks.Count > 0)
        {
            if (_frontCount == 0) TurnBackIntoFront();
            _blocks.Drop();
            _frontCount--;
            SumBlocks();
        }
        else
        {
            length = _openCount;
            (_open, _openCount) = (default, 0);
        }

        Debug.Assert(length > 0, "The item that leaves is in one of the parts.");
        if (_chunk.Length < length) Array.Resize(ref _chunk, Math.Min(BlockSize, Math.Max(length, _chunk.Length * 2)));
        TAggregate sum = default;
        for (int i = 0; i < length; i++)
        {
            sum = TAggregate.Merge(TAggregate.Of(in ring[_chunkEnd + length - 1 - i]), in sum);
            _chunk[i] = sum;
        }

        _chunkEnd += length;
    }

    private void TurnBackIntoFront()
    {
        TAggregate sum = default;
        for (long number = _blocks.End - 1; number >= _blocks.First; number--)
        {
            sum = TAggregate.Merge(in _blocks[number], in sum);
            _blocks.Replace(number, in sum);
        }

        (_frontCount, _backTotal) = (_blocks.Count, default);
    }

    private void SumBlocks() =>
        _blocksTotal = _frontCount == 0 ? _backTotal : TAggregate.Merge(in _blocks.Oldest, in _backTotal);
}
