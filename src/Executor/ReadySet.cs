using System.Numerics;

namespace Spaxiom.Graph;

/// <summary>
/// The nodes that will run in this cycle, by rank: a bitmap with two levels of summary, so that making a node ready is
/// three ORs at most and finding the next one looks at three words, however many idle nodes lie between.
/// </summary>
/// <remarks>Invariant: a summary bit is set exactly when the 64-bit word it stands for is not zero.</remarks>
internal sealed class ReadySet
{
    private ulong[] _words = new ulong[64]; // one bit a rank
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

    /// <summary>Makes room for ranks below <paramref name="rankCount"/>.</summary>
    internal void EnsureCapacity(int rankCount)
    {
        if (rankCount <= _words.Length * 64) return;
        Array.Resize(ref _words, Math.Max(_words.Length * 2, (rankCount + 63) / 64));
        Array.Resize(ref _summary, (_words.Length + 63) / 64);
        Array.Resize(ref _top, (_summary.Length + 63) / 64);
    }

    /// <summary>Makes the rank ready.</summary>
    internal void Add(int rank)
    {
        int word = rank >> 6;
        ulong before = _words[word];
        _words[word] = before | (1UL << rank);
        if (before == 0) AddWord(word);
    }

    /// <summary>Whether the rank is ready.</summary>
    internal bool Contains(int rank) => (_words[rank >> 6] & (1UL << rank)) != 0;

    /// <summary>Takes the lowest ready rank.</summary>
    internal bool TryTake(out int rank)
    {
        for (int top = 0; top < _top.Length; top++)
        {
            if (_top[top] == 0) continue;
            int summary = (top << 6) + BitOperations.TrailingZeroCount(_top[top]);
            int word = (summary << 6) + BitOperations.TrailingZeroCount(_summary[summary]);
            ulong bits = _words[word];
            rank = (word << 6) + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            _words[word] = bits;
            if (bits == 0) RemoveWord(word);
            return true;
        }

        rank = -1;
        return false;
    }

    /// <summary>Forgets every rank.</summary>
    internal void Clear()
    {
        while (TryTake(out _))
        {
        }
    }

    /// <summary>Checks that the levels agree.</summary>
    internal void AssertInvariants()
    {
        AssertLevel(_words, _summary);
        AssertLevel(_summary, _top);
    }

    private void AddWord(int word)
    {
        _summary[word >> 6] |= 1UL << word;
        _top[word >> 12] |= 1UL << (word >> 6);
    }

    private void RemoveWord(int word)
    {
        ulong rest = _summary[word >> 6] &= ~(1UL << word);
        if (rest == 0) _top[word >> 12] &= ~(1UL << (word >> 6));
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
