using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Spaxiom.Graph;

/// <summary>
/// Copies the values of a type that must be copied to be kept: batches, <see cref="ReadOnlyMemory{T}"/>.
/// </summary>
internal abstract class Copier<T>
{
    /// <summary>Whether this is such a type.</summary>
    internal static readonly bool IsNeeded =
        typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(ReadOnlyMemory<>);

    private static Func<Copier<T>>? s_make;
    private T _shown = default!; // the copy that is its user's own value

    /// <summary>A copier for one user.</summary>
    internal static Copier<T> Create() => (s_make ??= FindMaker())();

    /// <summary>
    /// Says how to make a copier. Batches that the library makes say it, so that a program compiled ahead of time has
    /// the code for them.
    /// </summary>
    internal static void Announce(Func<Copier<T>> make) => s_make ??= make;

    /// <summary>Copies a value into a buffer of this copier.</summary>
    internal abstract T Copy(T value);

    /// <summary>Lets the buffer of a copy be used again.</summary>
    internal abstract void Release(T copy, bool poisons);

    /// <summary>Whether two values have equal items.</summary>
    internal abstract bool AreEqual(T left, T right);

    /// <summary>Lets a copy become its user's own value, and releases the one before.</summary>
    internal T Show(T copy, bool poisons)
    {
        Release(_shown, poisons);
        _shown = copy;
        return copy;
    }

    private static Func<Copier<T>> FindMaker()
    {
        // In this form the compiler that works ahead of time sees that it needs no code for it.
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            Type copier = typeof(BatchCopier<>).MakeGenericType(typeof(T).GenericTypeArguments);
            return () => (Copier<T>)Activator.CreateInstance(copier)!;
        }

        throw new NotSupportedException(
            $"A {TypeNames.Readable(typeof(T))} cannot be kept by a node: in a program compiled ahead of time, only "
            + "the batches that nodes of the library make can. Let a node make it, or copy it by ToArray and keep the "
            + "array.");
    }
}

/// <summary>Copies batches.</summary>
internal sealed class BatchCopier<TItem> : Copier<ReadOnlyMemory<TItem>>
{
    private const byte Poison = 0xDD;

    private readonly Stack<TItem[]> _free = []; // buffers that hold nothing
    private Kept<TItem> _items;                 // items that are batches themselves

    /// <summary>Forgets items that lie in a buffer.</summary>
    internal static void Forget(Span<TItem> items, ref Kept<TItem> kept, bool poisons)
    {
        if (Kept<TItem>.IsBatch)
        {
            foreach (TItem item in items) kept.Release(item, poisons);
        }

        if (RuntimeHelpers.IsReferenceOrContainsReferences<TItem>())
        {
            items.Clear();
        }
        else if (poisons)
        {
            // SAFETY: the bytes of these very items, which hold no reference.
            ref byte start = ref Unsafe.As<TItem, byte>(ref MemoryMarshal.GetReference(items));
            MemoryMarshal.CreateSpan(ref start, items.Length * Unsafe.SizeOf<TItem>()).Fill(Poison);
        }
    }

    internal override ReadOnlyMemory<TItem> Copy(ReadOnlyMemory<TItem> value)
    {
        if (value.IsEmpty) return value;
        TItem[] copy = FindBuffer(value.Length);
        ReadOnlySpan<TItem> items = value.Span;
        if (Kept<TItem>.IsBatch)
        {
            for (int i = 0; i < items.Length; i++) copy[i] = _items.Keep(items[i]);
        }
        else
        {
            items.CopyTo(copy);
        }

        return new ReadOnlyMemory<TItem>(copy, 0, items.Length);
    }

    internal override void Release(ReadOnlyMemory<TItem> copy, bool poisons)
    {
        if (copy.IsEmpty || !MemoryMarshal.TryGetArray(copy, out ArraySegment<TItem> buffer)) return;
        Forget(buffer, ref _items, poisons);
        _free.Push(buffer.Array!);
    }

    internal override bool AreEqual(ReadOnlyMemory<TItem> left, ReadOnlyMemory<TItem> right)
    {
        ReadOnlySpan<TItem> items = left.Span, others = right.Span;
        if (!Kept<TItem>.IsBatch) return items.SequenceEqual(others, comparer: null);
        if (items.Length != others.Length) return false;
        for (int i = 0; i < items.Length; i++)
        {
            if (!_items.AreEqual(items[i], others[i])) return false;
        }

        return true;
    }

    private TItem[] FindBuffer(int length)
    {
        if (!_free.TryPop(out TItem[]? buffer)) return new TItem[length];
        if (buffer.Length >= length) return buffer;
        return new TItem[Math.Max(length, (int)Math.Min(buffer.Length * 2L, Array.MaxLength))];
    }
}
