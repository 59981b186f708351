using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>
/// Keeps the values of a node beyond the cycle they came in. A batch lies in a buffer of its source, which is used
/// again, so it is copied, into buffers that are used again too; every other value is kept as it is, at no cost.
/// </summary>
/// <remarks>
/// A value that waits is kept by <see cref="Keep"/>; it becomes the node's own by <see cref="Show"/>, and is forgotten
/// when the next one does. What never waits goes through <see cref="Take"/>. Where buffers are poisoned, one that is to
/// be used again is overwritten at once, so that whoever reads a batch too late sees it.
/// </remarks>
internal struct Kept<T>
{
    private Copier<T>? _copier; // null before the first batch, and always null for other values

    /// <summary>Whether values of this type are batches: constant to the compiler, except for structures.</summary>
    internal static bool IsBatch =>
        typeof(T).IsValueType && RuntimeHelpers.IsReferenceOrContainsReferences<T>() && Copier<T>.IsNeeded;

    private Copier<T> Copies => _copier ??= Copier<T>.Create();

    /// <summary>Whether two values are equal: batches if their items are, others as their type says.</summary>
    internal bool AreEqual(T left, T right) =>
        IsBatch ? Copies.AreEqual(left, right) : EqualityComparer<T>.Default.Equals(left, right);

    /// <summary>Keeps a value that waits.</summary>
    internal T Keep(T value) => IsBatch ? Copies.Copy(value) : value;

    /// <summary>Keeps a value that waits in place of another one.</summary>
    internal void Replace(ref T waiting, T value, bool poisons)
    {
        if (IsBatch) Copies.Release(waiting, poisons);
        waiting = Keep(value);
    }

    /// <summary>Forgets a value that waits.</summary>
    internal void Release(T waiting, bool poisons)
    {
        if (IsBatch) Copies.Release(waiting, poisons);
    }

    /// <summary>Returns a kept value as the node's own, and forgets the one before.</summary>
    internal T Show(T waiting, bool poisons) => IsBatch ? Copies.Show(waiting, poisons) : waiting;

    /// <summary>Keeps a value as the node's own, and forgets the one before.</summary>
    internal T Take(T value, bool poisons) => IsBatch ? Copies.Show(Copies.Copy(value), poisons) : value;
}
