using System.Diagnostics;
using System.Numerics;

namespace Spaxiom.Graph;

/// <summary>
/// The nodes that will run in this cycle, by rank: a bitmap with two levels of summary. Making nodes ready is an OR,
/// and the next word with a ready node is found by looking at three words, however many idle nodes lie between.
/// </summary>
/// <remarks>Invariant: a summary bit is set exactly when the 64-bit word it stands for is not zero.</remarks>
internal sealed class ReadySet
{
    private ulong[] _words = new ulong[64];  // one bit a rank
    private ulong[] _summary = new ulong[1]; // one bit a word
    private ulong[] _top = new ulong[1];     // one bit a summary word

    /// <summary>Whether no node is ready.</summary>
    internal bool IsEmpty
    {
        get
        {
            foreach (ulong word in _top)
            {
                if (word != 0) return false;
            }

            return true;
        }
    }

    /// <summary>How many ranks are ready; counts them.</summary>
    internal int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in _words) count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>Makes room for ranks below <paramref name="rankCount"/>.</summary>
    internal void EnsureCapacity(int rankCount)
    {
        if (rankCount <= _words.Length * 64) return;
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
        ulong before = _words[word];
        _words[word] = before | bits;
        if (before != 0) return;
        _summary[word >> 6] |= 1UL << word;
        _top[word >> 12] |= 1UL << (word >> 6);
    }

    /// <summary>Whether the rank is ready.</summary>
    internal bool Contains(int rank) => (_words[rank >> 6] & (1UL << rank)) != 0;

    /// <summary>Makes the rank unready, if it is ready.</summary>
    internal void Remove(int rank)
    {
        int word = rank >> 6;
        if (!Contains(rank)) return;
        if ((_words[word] &= ~(1UL << rank)) != 0) return;
        if ((_summary[word >> 6] &= ~(1UL << word)) == 0) _top[word >> 12] &= ~(1UL << (word >> 6));
    }

    /// <summary>Takes all ready ranks of the first word that has any.</summary>
    /// <returns>The word's index, or -1 when no node is ready.</returns>
    internal int TakeWord(out ulong bits)
    {
        for (int top = 0; top < _top.Length; top++)
        {
            if (_top[top] == 0) continue;
            int summary = (top << 6) + BitOperations.TrailingZeroCount(_top[top]);
            int word = (summary << 6) + BitOperations.TrailingZeroCount(_summary[summary]);
            bits = _words[word];
            _words[word] = 0;
            ulong rest = _summary[summary] &= _summary[summary] - 1;
            if (rest == 0) _top[top] &= _top[top] - 1;
            return word;
        }

        bits = 0;
        return -1;
    }

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
    }

    /// <summary>Checks that every ready rank belongs to a node.</summary>
    internal void AssertWithin(ReadOnlySpan<Node?> nodes)
    {
        for (int word = 0; word < _words.Length; word++)
        {
            for (ulong bits = _words[word]; bits != 0; bits &= bits - 1)
            {
                int rank = (word << 6) + BitOperations.TrailingZeroCount(bits);
                bool taken = rank < nodes.Length && nodes[rank] is not null;
                Invariant.Holds(taken, $"Rank {rank} has the next cycle, but no node stands there.");
            }
        }
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
