using System.Diagnostics;
using System.Numerics;

namespace Spaxiom.Graph;

/// <summary>
/// The children of a node, by rank. In the common case all Trigger children are in one word of ranks, and are kept as
/// its bits. Once a child in a second word is added, they are kept in a set, until one is left. The default value has
/// no children.
/// </summary>
[DebuggerDisplay("{Count} children")]
internal struct ChildRanks
{
    /// <summary>Instead of a Trigger child: none. The node of rank 0 has no parent, so that 0 is free.</summary>
    internal const int None = 0;

    private ChildSets? _sets; // null until there is an observer, or a Trigger child in a second word
    private ulong _bits;      // the Trigger children while they are the bits of one word, else zero

    /// <summary>
    /// The rank of the only Trigger child, or <see cref="None"/>. It is negative when there are several: the complement
    /// of their word's index while they are the bits of one word.
    /// </summary>
    internal int OnlyTrigger { get; private set; }

    /// <summary>The Trigger children while they are the bits of one word; else empty.</summary>
    internal readonly RankWord OneWord =>
        new() { Index = OnlyTrigger < 0 ? ~OnlyTrigger : OnlyTrigger >> 6, Bits = _bits };

    /// <summary>The Trigger children while they are kept in a set; else empty.</summary>
    internal readonly ReadOnlySpan<RankWord> Triggers => _sets is null ? [] : _sets.Triggers.Words;

    /// <summary>The children that only read the node.</summary>
    internal readonly ReadOnlySpan<RankWord> Observers => _sets is null ? [] : _sets.Observers.Words;

    /// <summary>False only when there are no children; sometimes true also then.</summary>
    internal readonly bool MayBeAny => OnlyTrigger != None || _sets is not null;

    /// <summary>How many children of both kinds there are.</summary>
    internal readonly int Count
    {
        get
        {
            int count = BitOperations.PopCount(_bits);
            return _sets is null ? count : count + _sets.Triggers.Count + _sets.Observers.Count;
        }
    }

    /// <summary>Whether the rank is a child of that kind.</summary>
    internal readonly bool Contains(int rank, Relationship relationship)
    {
        RankWord one = OneWord;
        bool isInOneWord = one.Index == rank >> 6 && (one.Bits & (1UL << rank)) != 0;
        if (relationship == Relationship.Trigger && isInOneWord) return true;
        if (_sets is null) return false;
        return relationship == Relationship.Trigger
            ? _sets.Triggers.Contains(rank)
            : _sets.Observers.Contains(rank);
    }

    /// <summary>Adds a rank that is no child yet.</summary>
    internal void Add(int rank, Relationship relationship)
    {
        Debug.Assert(!Contains(rank, relationship), "A child is added once.");
        if (relationship == Relationship.Trigger)
        {
            AddTrigger(rank);
            return;
        }

        _sets ??= new ChildSets();
        _sets.Observers.Add(rank);
    }

    /// <summary>Removes a rank that is a child of that kind.</summary>
    internal void Remove(int rank, Relationship relationship)
    {
        Debug.Assert(Contains(rank, relationship), "A child is removed only after it was added.");
        if (relationship == Relationship.Observe)
        {
            _sets!.Observers.Remove(rank);
        }
        else if (OnlyTrigger == rank)
        {
            (_bits, OnlyTrigger) = (0, None);
        }
        else if (_bits != 0)
        {
            BeOneWord(rank >> 6, _bits & ~(1UL << rank));
        }
        else
        {
            _sets!.Triggers.Remove(rank);
            if (_sets.Triggers.Count > 1) return;
            int last = _sets.Triggers.First();
            _sets.Triggers.Clear();
            BeOneWord(last >> 6, 1UL << last);
        }
    }

    /// <summary>Forgets every child.</summary>
    internal void Clear()
    {
        _sets?.Triggers.Clear();
        _sets?.Observers.Clear();
        (_bits, OnlyTrigger) = (0, None);
    }

    private void AddTrigger(int rank)
    {
        if (OnlyTrigger == None)
        {
            (_bits, OnlyTrigger) = (1UL << rank, rank);
            return;
        }

        RankWord one = OneWord;
        if (one.Bits != 0 && one.Index == rank >> 6)
        {
            BeOneWord(one.Index, one.Bits | (1UL << rank));
            return;
        }

        _sets ??= new ChildSets();
        for (ulong bits = one.Bits; bits != 0; bits &= bits - 1)
            _sets.Triggers.Add(RankWord.FirstOf(one.Index, bits));
        _sets.Triggers.Add(rank);
        (_bits, OnlyTrigger) = (0, ~0);
    }

    private void BeOneWord(int word, ulong bits)
    {
        _bits = bits;
        bool isOne = BitOperations.IsPow2(bits);
        OnlyTrigger = isOne ? RankWord.FirstOf(word, bits) : ~word;
    }

    /// <summary>The children that the bits of one word have no room for.</summary>
    private sealed class ChildSets
    {
        internal RankSet Triggers; // empty while they are the bits of one word
        internal RankSet Observers;
    }
}
