using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>
/// The nodes that will run in a cycle, by rank: a bitmap with two levels of summary. A node is made ready by an OR. The
/// next word with a ready node is found by reading three words, however many idle nodes are in between. In the common
/// case all ready ranks are in one word: that word is kept aside, as the lone word, and no level is touched.
/// </summary>
/// <remarks>
/// Invariants: a summary bit is set exactly when its 64-bit word is not zero; while there is a lone word, the bitmap is
/// empty.
/// </remarks>
[DebuggerDisplay("{Count} ready")]
internal sealed class ReadySet
{
    private ulong _loneBits;                 // of the lone word; zero when there is none
    private int _loneWord;                   // its index; meaningless when there is none
    private int _wordCount;                  // words of the bitmap that are not zero
    private ulong[] _words = new ulong[64];  // one bit per rank
    private ulong[] _summary = new ulong[1]; // one bit per word
    private ulong[] _top = new ulong[1];     // one bit per summary word

    /// <summary>Whether no node is ready.</summary>
    internal bool IsEmpty => _loneBits == 0 && _wordCount == 0;

    /// <summary>How many ranks are ready. The property counts them.</summary>
    internal int Count
    {
        get
        {
            int count = BitOperations.PopCount(_loneBits);
            foreach (ulong word in _words) count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>The end of the ranks that there is room for.</summary>
    internal int Capacity => _words.Length * 64;

    /// <summary>Makes room for ranks below <paramref name="rankCount"/>.</summary>
    internal void EnsureCapacity(int rankCount)
    {
        if (rankCount <= Capacity) return;
        Array.Resize(ref _words, Math.Max(_words.Length * 2, (rankCount + 63) / 64));
        Array.Resize(ref _summary, (_words.Length + 63) / 64);
        Array.Resize(ref _top, (_summary.Length + 63) / 64);
    }

    /// <summary>Makes a rank ready.</summary>
    internal void Add(int rank) => Add(rank >> 6, 1UL << rank);

    /// <summary>Makes ranks of one word ready; there must be at least one.</summary>
    internal void Add(int word, ulong bits)
    {
        Debug.Assert(bits != 0, "A word without bits must not appear in the summary.");
        if (_loneBits != 0)
        {
            if (word == _loneWord)
            {
                _loneBits |= bits;
                return;
            }

            AddToBitmap(_loneWord, _loneBits);
            _loneBits = 0;
        }
        else if (_wordCount == 0)
        {
            (_loneWord, _loneBits) = (word, bits);
            return;
        }

        AddToBitmap(word, bits);
    }

    /// <summary>Makes the Trigger children ready, but for those in the word that is running.</summary>
    /// <returns>Those of them that are in that word.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal ulong AddTriggers(in ChildRanks children, int running)
    {
        RankWord one = children.OneWord;
        if (one.Bits != 0)
        {
            if (one.Index == running) return one.Bits;
            Add(one.Index, one.Bits);
            return 0;
        }

        ulong here = 0;
        foreach (RankWord word in children.Triggers)
        {
            if (word.Index == running) here = word.Bits;
            else if (word.Bits != 0) Add(word.Index, word.Bits);
        }

        return here;
    }

    /// <summary>Whether the rank is ready.</summary>
    internal bool Contains(int rank)
    {
        ulong word = _loneBits == 0 ? _words[rank >> 6] : _loneWord == rank >> 6 ? _loneBits : 0;
        return (word & (1UL << rank)) != 0;
    }

    /// <summary>Makes the rank unready, if it is ready.</summary>
    internal void Remove(int rank)
    {
        int word = rank >> 6;
        if (_loneBits != 0)
        {
            if (_loneWord == word) _loneBits &= ~(1UL << rank);
            return;
        }

        if (!Contains(rank)) return;
        if ((_words[word] &= ~(1UL << rank)) == 0) ClearSummary(word);
    }

    /// <summary>Takes all ready ranks of the first word with a ready rank.</summary>
    /// <returns>The first of these ranks, or -1 when no node is ready.</returns>
    internal int TakeWord(out ulong bits)
    {
        bits = _loneBits;
        int word = _loneWord;
        if (bits != 0) ClearLone();
        else if (_wordCount == 0) return -1;
        else word = TakeFromBitmap(out bits);
        return RankWord.FirstOf(word, bits);
    }

    /// <summary>All ready ranks while they are in the lone word; else zero.</summary>
    internal ulong LoneBits => _loneBits;

    /// <summary>The first rank of the lone word; meaningless when there is none.</summary>
    internal int FirstLone => RankWord.FirstOf(_loneWord, _loneBits);

    /// <summary>Forgets the lone word.</summary>
    internal void ClearLone() => _loneBits = 0;

    /// <summary>Forgets every rank.</summary>
    internal void Clear()
    {
        while (TakeWord(out _) >= 0)
        {
        }
    }

    /// <summary>Checks that the levels agree.</summary>
    internal void AssertInvariants()
    {
        AssertLevel(_words, _summary);
        AssertLevel(_summary, _top);
        int words = _words.Count(word => word != 0);
        Invariant.Holds(words == _wordCount, $"{words} words of the ready set are in use, {_wordCount} are counted.");
        Invariant.Holds(_loneBits == 0 || words == 0, "The ready set has a lone word and words in the bitmap.");
    }

    /// <summary>Checks that every ready rank belongs to a node.</summary>
    internal void AssertWithin(Topology topology)
    {
        AssertWithin(topology, _loneWord, _loneBits);
        for (int word = 0; word < _words.Length; word++) AssertWithin(topology, word, _words[word]);
    }

    private static void AssertWithin(Topology topology, int word, ulong bits)
    {
        for (; bits != 0; bits &= bits - 1)
        {
            int rank = RankWord.FirstOf(word, bits);
            bool taken = rank < topology.RankCount && topology.Places[rank].Node is not null;
            Invariant.Holds(taken, $"Rank {rank} is ready for the next cycle, but there is no node at it.");
        }
    }

    private int TakeFromBitmap(out ulong bits)
    {
        int top = 0;
        while (_top[top] == 0) top++;
        int summary = (top << 6) + BitOperations.TrailingZeroCount(_top[top]);
        int word = (summary << 6) + BitOperations.TrailingZeroCount(_summary[summary]);
        bits = _words[word];
        _words[word] = 0;
        ClearSummary(word);
        return word;
    }

    private void AddToBitmap(int word, ulong bits)
    {
        ulong before = _words[word];
        _words[word] = before | bits;
        if (before != 0) return;
        _wordCount++;
        _summary[word >> 6] |= 1UL << word;
        _top[word >> 12] |= 1UL << (word >> 6);
    }

    /// <summary>Clears the bit of a word that has become zero in the level above, and so on upwards.</summary>
    private void ClearSummary(int word)
    {
        _wordCount--;
        if ((_summary[word >> 6] &= ~(1UL << word)) == 0) _top[word >> 12] &= ~(1UL << (word >> 6));
    }

    private static void AssertLevel(ulong[] level, ulong[] above)
    {
        for (int i = 0; i < level.Length; i++)
        {
            bool summarised = (above[i >> 6] & (1UL << i)) != 0;
            Invariant.Holds((level[i] != 0) == summarised, $"Word {i} of the ready set disagrees with its summary.");
        }
    }
}
