namespace Spaxiom.Graph;

/// <summary>
/// Two arrays in turn: one holds the batch that was published last, the other gathers the next one. So a batch stays as
/// it is until the next is published, and nothing is allocated once both are large enough.
/// </summary>
/// <remarks>
/// An item that is itself a batch is copied, because a batch is its source's only until the source broadcasts again.
/// </remarks>
internal struct BatchBuffer<T> : IStatePart
{
    private T[] _gathering = []; // items from Count on are of no interest
    private T[] _published = []; // the last batch, at its start
    private int _publishedCount;
    private Kept<T> _kept;

    /// <summary>A buffer with nothing in it.</summary>
    public BatchBuffer()
    {
        Copier<ReadOnlyMemory<T>>.Announce(static () => new BatchCopier<T>());
        ValueCodec<ReadOnlyMemory<T>>.Announced ??= new MemoryCodec<T>();
    }

    /// <summary>How many items are gathered.</summary>
    internal int Count { get; private set; }

    /// <summary>The gathered items, to be sorted in place.</summary>
    internal readonly Span<T> Items => new(_gathering, 0, Count);

    /// <summary>Gathers an item.</summary>
    internal void Add(T item)
    {
        if (Count == _gathering.Length) Array.Resize(ref _gathering, Math.Max(4, Count * 2));
        _gathering[Count++] = _kept.Keep(item);
    }

    /// <summary>Gathers several items.</summary>
    internal void Add(ReadOnlySpan<T> items)
    {
        foreach (T item in items) Add(item);
    }

    /// <summary>Forgets the gathered items.</summary>
    internal void Clear()
    {
        if (Kept<T>.IsBatch) BatchCopier<T>.Forget(Items, ref _kept, poisons: false);
        Count = 0;
    }

    /// <summary>
    /// Makes the gathered items the batch, which stays valid until the next call, and begins to gather anew.
    /// </summary>
    /// <param name="poisons">Whether the batch before is overwritten at once.</param>
    internal ReadOnlyMemory<T> Publish(bool poisons)
    {
        (_gathering, _published) = (_published, _gathering);
        BatchCopier<T>.Forget(new Span<T>(_gathering, 0, _publishedCount), ref _kept, poisons);
        (_publishedCount, Count) = (Count, 0);
        return new ReadOnlyMemory<T>(_published, 0, _publishedCount);
    }

    /// <inheritdoc/>
    /// <remarks>The batch published last is its node's value, which is loaded into an array of its own.</remarks>
    public void OnState(StateMedium medium)
    {
        T[] items = Items.ToArray();
        medium.Field(ref items, new ArrayCodec<T>(), nameof(_gathering));
        medium.Scratch(_published);
        medium.Scratch(_publishedCount);
        medium.Scratch(_kept);
        medium.Scratch(Count);
        if (medium.IsLoading) (_gathering, Count, _published, _publishedCount) = (items, items.Length, [], 0);
    }
}
