using System.Numerics;

namespace Spaxiom.Graph;

/// <summary>The edges of one node: its parents by reference, its children by rank.</summary>
internal struct NodeEdges
{
    /// <summary>No Trigger child.</summary>
    internal const int None = -1;

    /// <summary>More than one Trigger child.</summary>
    internal const int Several = -2;

    /// <summary>Up to so many parents, comparing each with each is cheaper than a table.</summary>
    private const int ComparedOneByOne = 16;

    private ParentLink[]? _parents;
    private ChildSets? _children; // null while there is neither an observer nor a Trigger child in a second word
    private RankWord _oneWord;    // the Trigger children while all of them stand in one word, else empty

    /// <summary>Edges of a node that was not added yet.</summary>
    public NodeEdges()
    {
    }

    /// <summary>The rank of the only Trigger child, or <see cref="None"/> or <see cref="Several"/>.</summary>
    internal int OnlyTrigger { get; private set; } = None;

    /// <summary>The Trigger children while all of them stand in one word of ranks, which is the common case.</summary>
    internal readonly RankWord OneWord => _oneWord;

    /// <summary>The Trigger children while they stand in several words; else empty.</summary>
    internal readonly ReadOnlySpan<RankWord> Triggers => _children is null ? [] : _children.Triggers.Words;

    /// <summary>The children that only read this node.</summary>
    internal readonly ReadOnlySpan<RankWord> Observers => _children is null ? [] : _children.Observers.Words;

    /// <summary>The parents, in the order they were named.</summary>
    internal readonly ReadOnlySpan<ParentLink> Parents => _parents;

    /// <summary>Whether there may be children: false only when there are none.</summary>
    internal readonly bool HasChildren => OnlyTrigger != None || _children is not null;

    /// <summary>How many children of both kinds there are.</summary>
    internal readonly int ChildCount
    {
        get
        {
            int count = BitOperations.PopCount(_oneWord.Bits);
            return _children is null ? count : count + _children.Triggers.Count + _children.Observers.Count;
        }
    }

    /// <summary>Notes parents before the node is added. A repeat counts once, and Trigger wins over Observe.</summary>
    internal void AddParents(ReadOnlySpan<Node> parents, Relationship relationship)
    {
        int count = Parents.Length;
        Array.Resize(ref _parents, count + parents.Length);
        bool few = _parents.Length <= ComparedOneByOne;
        Dictionary<Node, int>? places = few ? null : PlacesOf(_parents.AsSpan(0, count));
        foreach (Node parent in parents)
        {
            int place = places is null ? PlaceOf(parent, count) : places.GetValueOrDefault(parent, count);
            if (place == count)
            {
                places?.Add(parent, count);
                _parents[count++] = new ParentLink { Parent = parent, Relationship = relationship };
            }
            else if (relationship == Relationship.Trigger)
            {
                _parents[place].Relationship = relationship;
            }
        }

        if (count < _parents.Length) Array.Resize(ref _parents, count);
    }

    private readonly int PlaceOf(Node parent, int count)
    {
        int place = 0;
        while (place < count && _parents![place].Parent != parent) place++;
        return place;
    }

    private static Dictionary<Node, int> PlacesOf(ReadOnlySpan<ParentLink> parents)
    {
        var places = new Dictionary<Node, int>(parents.Length);
        for (int i = 0; i < parents.Length; i++) places.Add(parents[i].Parent, i);
        return places;
    }

    /// <summary>Makes the noted parents know the rank of the node whose edges these are.</summary>
    internal readonly void Link(int rank)
    {
        foreach (ParentLink link in Parents) link.Parent.Edges.AddChild(rank, link.Relationship);
    }

    /// <summary>Makes the parents forget the rank, and forgets them.</summary>
    internal void Unlink(int rank)
    {
        foreach (ParentLink link in Parents) link.Parent.Edges.RemoveChild(rank, link.Relationship);
        _parents = null;
    }

    /// <summary>Forgets the children, whose ranks have changed.</summary>
    internal void ForgetChildren()
    {
        _children?.Triggers.Clear();
        _children?.Observers.Clear();
        (_oneWord, OnlyTrigger) = (default, None);
    }

    /// <summary>Whether the rank is a child of that kind.</summary>
    internal readonly bool HasChild(int rank, Relationship relationship)
    {
        bool inOneWord = _oneWord.Index == rank >> 6 && (_oneWord.Bits & (1UL << rank)) != 0;
        if (relationship == Relationship.Trigger && inOneWord) return true;
        if (_children is null) return false;
        return relationship == Relationship.Trigger
            ? _children.Triggers.Contains(rank)
            : _children.Observers.Contains(rank);
    }

    private void AddChild(int rank, Relationship relationship)
    {
        if (relationship == Relationship.Observe)
        {
            _children ??= new ChildSets();
            _children.Observers.Add(rank);
        }
        else
        {
            AddTrigger(rank);
            OnlyTrigger = OnlyTrigger == None ? rank : Several;
        }
    }

    private void AddTrigger(int rank)
    {
        int word = rank >> 6;
        if (OnlyTrigger == None || (_oneWord.Bits != 0 && _oneWord.Index == word))
        {
            _oneWord.Index = word;
            _oneWord.Bits |= 1UL << rank;
            return;
        }

        _children ??= new ChildSets();
        for (ulong bits = _oneWord.Bits; bits != 0; bits &= bits - 1)
            _children.Triggers.Add((_oneWord.Index << 6) + BitOperations.TrailingZeroCount(bits));
        _oneWord = default;
        _children.Triggers.Add(rank);
    }

    private void RemoveChild(int rank, Relationship relationship)
    {
        if (relationship == Relationship.Observe)
        {
            _children!.Observers.Remove(rank);
        }
        else if (_oneWord.Bits != 0)
        {
            _oneWord.Bits &= ~(1UL << rank);
            OnlyTrigger = OnlyOf(_oneWord);
        }
        else
        {
            _children!.Triggers.Remove(rank);
            if (_children.Triggers.Count > 1) return;
            OnlyTrigger = _children.Triggers.First();
            _children.Triggers.Clear();
            _oneWord = new RankWord { Index = OnlyTrigger >> 6, Bits = 1UL << OnlyTrigger };
        }
    }

    private static int OnlyOf(RankWord word) => BitOperations.PopCount(word.Bits) switch
    {
        0 => None,
        1 => (word.Index << 6) + BitOperations.TrailingZeroCount(word.Bits),
        _ => Several,
    };

    /// <summary>The children that need more room than one word.</summary>
    private sealed class ChildSets
    {
        internal RankSet Triggers; // empty while all of them stand in one word
        internal RankSet Observers;
    }
}

/// <summary>An edge as its child knows it.</summary>
internal struct ParentLink
{
    internal Node Parent;
    internal Relationship Relationship;
}
