using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>
/// Two arrays in turn: one holds the batch that was published last, the other gathers the next one. So a batch stays as
/// it is until the next is published, and nothing is allocated once both are large enough.
/// </summary>
internal struct BatchBuffer<T>() : IStatePart
{
    private T[] _gathering = []; // items from _count on are of no interest
    private T[] _published = []; // the last batch, at its start
    private int _publishedCount;

    /// <summary>How many items are gathered.</summary>
    internal int Count { get; private set; }

    /// <summary>The gathered items, to be sorted in place.</summary>
    internal readonly Span<T> Items => new(_gathering, 0, Count);

    /// <summary>Gathers an item.</summary>
    internal void Add(T item)
    {
        if (Count == _gathering.Length) Array.Resize(ref _gathering, Math.Max(4, Count * 2));
        _gathering[Count++] = item;
    }

    /// <summary>Forgets the gathered items.</summary>
    internal void Clear() => Count = 0;

    /// <summary>
    /// Makes the gathered items the batch, which stays valid until the next call, and begins to gather anew.
    /// </summary>
    internal ReadOnlyMemory<T> Publish()
    {
        (_gathering, _published) = (_published, _gathering);
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) Array.Clear(_gathering, 0, _publishedCount);
        (_publishedCount, Count) = (Count, 0);
        return new ReadOnlyMemory<T>(_published, 0, _publishedCount);
    }

    /// <inheritdoc/>
    /// <remarks>The batch published last is its node's value, which is loaded into an array of its own.</remarks>
    public void OnState(StateMedium medium)
    {
        T[] items = Items.ToArray();
        medium.Field(ref items, nameof(_gathering));
        medium.Scratch(_published);
        medium.Scratch(_publishedCount);
        medium.Scratch(Count);
        if (medium.IsLoading) (_gathering, Count, _published, _publishedCount) = (items, items.Length, [], 0);
    }
}
