using System.Diagnostics;
using System.Numerics;

namespace Spaxiom.Graph;

/// <summary>
/// The nodes that will run in a cycle, by rank: a bitmap with two levels of summary. Making nodes ready is an OR,
/// and the next word with a ready node is found by looking at three words, however many idle nodes lie between. As
/// long as all ready ranks stand in one word, which is the common case, that word is kept aside and no level is
/// touched.
/// </summary>
/// <remarks>
/// Invariants: a summary bit is set exactly when the 64-bit word it stands for is not zero; while there is a lone word
/// the bitmap is empty.
/// </remarks>
internal sealed class ReadySet
{
    private ulong _loneBits;                 // of the lone word; zero when there is none
    private int _loneWord;
    private int _wordCount;                  // words of the bitmap that are not zero
    private ulong[] _words = new ulong[64];  // one bit a rank
    private ulong[] _summary = new ulong[1]; // one bit a word
    private ulong[] _top = new ulong[1];     // one bit a summary word

    /// <summary>Whether no node is ready.</summary>
    internal bool IsEmpty => _loneBits == 0 && _wordCount == 0;

    /// <summary>How many ranks are ready; counts them.</summary>
    internal int Count
    {
        get
        {
            int count = BitOperations.PopCount(_loneBits);
            foreach (ulong word in _words) count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>There is room for ranks below this.</summary>
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

    /// <summary>Takes all ready ranks of the first word that has any.</summary>
    /// <returns>The first of them, or -1 when no node is ready.</returns>
    internal int TakeWord(out ulong bits)
    {
        bits = _loneBits;
        int word = _loneWord;
        if (bits != 0) ClearLone();
        else if (_wordCount == 0) return -1;
        else word = TakeFromBitmap(out bits);
        return RankWord.FirstOf(word, bits);
    }

    /// <summary>All ready ranks, while they stand in one word that is kept aside; else zero.</summary>
    internal ulong LoneBits => _loneBits;

    /// <summary>The first rank that is kept aside; without a meaning when none is.</summary>
    internal int FirstLone => RankWord.FirstOf(_loneWord, _loneBits);

    /// <summary>Forgets the ranks that are kept aside.</summary>
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
        Invariant.Holds(_loneBits == 0 || words == 0, "The ready set has a lone word and others.");
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
            Invariant.Holds(taken, $"Rank {rank} has the next cycle, but no node stands there.");
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

    /// <summary>Notes in the levels above that the word has become zero.</summary>
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
