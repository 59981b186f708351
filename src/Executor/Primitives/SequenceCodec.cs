namespace Spaxiom.Graph;

/// <summary>What consists of items of one type, in order.</summary>
internal abstract class SequenceCodec<TSequence, T> : ValueCodec<TSequence>
{
    internal sealed override void CheckParts(StateMedium medium) => ItemCodec(medium).CheckParts(medium);

    private protected virtual ValueCodec<T> ItemCodec(StateMedium medium) => medium.Codecs.Get<T>(medium);

    /// <summary>The items, for reading only; null when there is no sequence.</summary>
    private protected abstract T[]? ItemsOf(TSequence sequence);

    /// <summary>A sequence of the items, alike in all else to the present one.</summary>
    private protected abstract TSequence Of(T[]? items, TSequence present);

    internal sealed override void Visit(StateMedium medium, ref TSequence value)
    {
        T[]? items = medium.IsLoading ? null : ItemsOf(value);
        int count = medium.Count(items?.Length ?? -1);
        if (medium.IsLoading && count >= 0) items = new T[count];
        if (items is not null) ItemCodec(medium).VisitAll(medium, items);
        if (medium.IsLoading) value = Of(items, value);
    }
}

/// <summary>An array, or none.</summary>
internal sealed class ArrayCodec<T> : SequenceCodec<T[], T>
{
    private protected override T[]? ItemsOf(T[] sequence) => sequence;

    private protected override T[] Of(T[]? items, T[] present) => items!; // null stands for null
}

/// <summary>A list, or none.</summary>
internal sealed class ListCodec<T> : SequenceCodec<List<T>?, T>
{
    private protected override T[]? ItemsOf(List<T>? sequence) => sequence?.ToArray();

    private protected override List<T>? Of(T[]? items, List<T>? present) => items is null ? null : [.. items];
}

/// <summary>Whatever can be read as a list, or none; an array is loaded.</summary>
internal sealed class ReadOnlyListCodec<T> : SequenceCodec<IReadOnlyList<T>?, T>
{
    private protected override T[]? ItemsOf(IReadOnlyList<T>? sequence) => sequence?.ToArray();

    private protected override IReadOnlyList<T>? Of(T[]? items, IReadOnlyList<T>? present) => items;
}

/// <summary>A batch: what is loaded lies in an array of its own.</summary>
internal sealed class MemoryCodec<T> : SequenceCodec<ReadOnlyMemory<T>, T>
{
    internal override object ShownOf(ReadOnlyMemory<T> value) => value.ToArray();

    private protected override T[] ItemsOf(ReadOnlyMemory<T> sequence) => sequence.ToArray();

    private protected override ReadOnlyMemory<T> Of(T[]? items, ReadOnlyMemory<T> present) => items;
}

/// <summary>A set in the order in which it enumerates, or none.</summary>
internal sealed class HashSetCodec<T> : SequenceCodec<HashSet<T>?, T>
{
    internal override string? Caveat => DictionaryCodec.Order;

    private protected override T[]? ItemsOf(HashSet<T>? sequence) => sequence?.ToArray();

    private protected override HashSet<T>? Of(T[]? items, HashSet<T>? present) =>
        items is null ? null : new HashSet<T>(items, present?.Comparer);
}

/// <summary>What a reader should know of loaded dictionaries and sets.</summary>
internal static class DictionaryCodec
{
    internal const string Order =
        "after removals its later items enumerate in another order than if it had never been saved";
}

/// <summary>A dictionary in the order in which it enumerates, or none.</summary>
internal sealed class DictionaryCodec<TKey, TValue>
    : SequenceCodec<Dictionary<TKey, TValue>?, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private readonly PairCodec<TKey, TValue> _pair = new();

    internal override string? Caveat => DictionaryCodec.Order;

    private protected override ValueCodec<KeyValuePair<TKey, TValue>> ItemCodec(StateMedium medium) => _pair;

    private protected override KeyValuePair<TKey, TValue>[]? ItemsOf(Dictionary<TKey, TValue>? sequence) =>
        sequence?.ToArray();

    private protected override Dictionary<TKey, TValue>? Of(
        KeyValuePair<TKey, TValue>[]? items, Dictionary<TKey, TValue>? present) =>
        items is null ? null : new Dictionary<TKey, TValue>(items, present?.Comparer);
}
