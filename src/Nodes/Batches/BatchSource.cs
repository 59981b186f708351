using System.Runtime.InteropServices;

namespace Spaxiom.Graph;

/// <summary>What an operator over batches reads, whether its source holds them as bursts or as lists.</summary>
/// <remarks>A list that is null is an empty batch.</remarks>
internal struct BatchSource<T>
{
    private readonly Node<ReadOnlyMemory<T>>? _bursts;
    private readonly Node<IReadOnlyList<T>>? _lists; // exactly one of the two is not null
    private T[] _copy = [];                          // of a list that does not lie in an array
    private bool _started;                           // whether a batch was taken

    internal BatchSource(Node<ReadOnlyMemory<T>> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _bursts = source;
    }

    internal BatchSource(Node<IReadOnlyList<T>> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _lists = source;
    }

    /// <summary>The node that holds the batches.</summary>
    internal readonly Node Node => (Node?)_bursts ?? _lists!;

    /// <summary>Whether the node holds a batch.</summary>
    internal readonly bool HasValue => _bursts?.HasValue ?? _lists!.HasValue;

    /// <summary>
    /// Takes the batch that is new to the operator in this cycle: see <see cref="NodeExtensions.Brings{T}"/>.
    /// </summary>
    /// <param name="context">The cycle.</param>
    /// <param name="items">The batch, for the length of this run.</param>
    /// <returns>False when there is none.</returns>
    internal bool TryTake(in CycleContext context, out ReadOnlySpan<T> items)
    {
        items = default;
        if (!context.HasMutated(Node) && (_started || !HasValue)) return false;
        _started = true;
        items = _bursts is not null ? _bursts.Value.Span : Read(_lists!.Value);
        return true;
    }

    private ReadOnlySpan<T> Read(IReadOnlyList<T>? list) => list switch
    {
        null => default,
        T[] array => array,
        List<T> items => CollectionsMarshal.AsSpan(items),
        _ => Copy(list),
    };

    private ReadOnlySpan<T> Copy(IReadOnlyList<T> list)
    {
        int count = list.Count;
        if (_copy.Length < count) _copy = new T[Math.Max(count, _copy.Length * 2)];
        else Array.Clear(_copy, count, _copy.Length - count);
        for (int i = 0; i < count; i++) _copy[i] = list[i];
        return new ReadOnlySpan<T>(_copy, 0, count);
    }
}
