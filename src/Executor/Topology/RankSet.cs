using System.Diagnostics;
using System.Numerics;

namespace Spaxiom.Graph;

/// <summary>
/// A few ranks, the children of a node, as bits of 64-bit words in ascending order. One OR per word makes all children
/// ready, however many there are.
/// </summary>
/// <remarks>
/// An empty word at the end is removed. Any other empty word stays until the gaps in creation order are closed, which
/// rebuilds every set.
/// </remarks>
[DebuggerDisplay("{Count} ranks")]
internal struct RankSet
{
    private RankWord[]? _words; // ascending by index; null until a rank is added
    private int _length;        // words in use

    /// <summary>How many ranks are in the set.</summary>
    internal int Count { get; private set; }

    /// <summary>The words in use; some may be empty.</summary>
    internal readonly ReadOnlySpan<RankWord> Words => new(_words, 0, _length);

    /// <summary>
    /// Adds a rank that is not in the set. The highest rank is added in constant time; a new child has it.
    /// </summary>
    internal void Add(int rank)
    {
        Debug.Assert(!Contains(rank), "A rank is added once.");
        int place = Find(rank >> 6, out bool found);
        if (!found) Insert(place, rank >> 6);
        _words![place].Bits |= 1UL << rank;
        Count++;
    }

    /// <summary>Removes a rank that is in the set.</summary>
    internal void Remove(int rank)
    {
        Debug.Assert(Contains(rank), "A rank is removed only after it was added.");
        int place = Find(rank >> 6, out _);
        _words![place].Bits &= ~(1UL << rank);
        Count--;
        while (_length > 0 && _words[_length - 1].Bits == 0) _length--;
    }

    /// <summary>Whether the rank is in the set.</summary>
    internal readonly bool Contains(int rank)
    {
        int place = Find(rank >> 6, out bool found);
        return found && (_words![place].Bits & (1UL << rank)) != 0;
    }

    /// <summary>The lowest rank in a set that is not empty.</summary>
    internal readonly int First()
    {
        int place = 0;
        while (_words![place].Bits == 0) place++;
        return RankWord.FirstOf(_words[place].Index, _words[place].Bits);
    }

    /// <summary>Forgets every rank.</summary>
    internal void Clear() => (_length, Count) = (0, 0);

    /// <summary>The place of a word, or the place to insert it at. The search tries the end first.</summary>
    private readonly int Find(int index, out bool found)
    {
        int low = 0, high = _length;
        if (high > 0 && _words![high - 1].Index <= index) low = high - 1;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_words![middle].Index < index) low = middle + 1;
            else high = middle;
        }

        found = low < _length && _words![low].Index == index;
        return low;
    }

    private void Insert(int place, int index)
    {
        if (_words is null || _length == _words.Length) Array.Resize(ref _words, _length == 0 ? 1 : _length * 2);
        Array.Copy(_words, place, _words, place + 1, _length - place);
        _words[place] = new RankWord { Index = index };
        _length++;
    }
}

/// <summary>64 successive ranks: bit b of the word with index i is rank 64 i + b.</summary>
internal struct RankWord
{
    internal ulong Bits;
    internal int Index;

    /// <summary>The lowest rank among the bits of a word; meaningless when no bit is set.</summary>
    internal static int FirstOf(int index, ulong bits) => (index << 6) + BitOperations.TrailingZeroCount(bits);
}
