using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// The parents of a node, in the order in which they were named. Most nodes have one or two Trigger parents: these are
/// kept in the list itself. All others are kept in an array.
/// </summary>
[DebuggerDisplay("{Count} parents")]
internal struct ParentList
{
    /// <summary>Up to this many parents, comparing each with each is cheaper than a table.</summary>
    private const int ComparedOneByOne = 16;

    private Node? _first;  // null when there is no parent, and when all parents are in an array
    private object? _rest; // the second parent, or the ParentLink[] of all parents, or null

    /// <summary>How many parents there are.</summary>
    internal readonly int Count
    {
        get
        {
            if (_rest is null) return _first is null ? 0 : 1;
            return _rest is ParentLink[] all ? all.Length : 2;
        }
    }

    /// <summary>The parent at a place below <see cref="Count"/>.</summary>
    internal readonly ParentLink this[int place]
    {
        get
        {
            if (_rest is ParentLink[] all) return all[place];
            return new ParentLink(place == 0 ? _first! : (Node)_rest!, Relationship.Trigger);
        }
    }

    /// <summary>Walks the parents.</summary>
    public readonly Enumerator GetEnumerator() => new(this);

    /// <summary>
    /// Adds parents, before the node is added to a graph. A repeated parent counts once, and Trigger wins over Observe.
    /// </summary>
    internal void Add(ReadOnlySpan<Node> parents, Relationship relationship)
    {
        if (parents.IsEmpty) return;
        if (relationship == Relationship.Trigger && parents.Length <= 2 && Count == 0)
        {
            _first = parents[0];
            if (parents[^1] != _first) _rest = parents[^1]; // else there is one parent, perhaps named twice
            return;
        }

        (_first, _rest) = (null, Append(parents, relationship));
    }

    /// <summary>Forgets the parents.</summary>
    internal void Clear() => (_first, _rest) = (null, null);

    private readonly ParentLink[] Append(ReadOnlySpan<Node> parents, Relationship relationship)
    {
        int count = 0;
        var all = new ParentLink[Count + parents.Length];
        foreach (ParentLink link in this) all[count++] = link;
        Dictionary<Node, int>? places = all.Length <= ComparedOneByOne ? null : PlacesOf(all.AsSpan(0, count));
        foreach (Node parent in parents)
        {
            int place = places is null ? PlaceOf(parent, all, count) : places.GetValueOrDefault(parent, count);
            if (place == count)
            {
                places?.Add(parent, count);
                all[count++] = new ParentLink(parent, relationship);
            }
            else if (relationship == Relationship.Trigger)
            {
                all[place] = new ParentLink(parent, relationship);
            }
        }

        if (count < all.Length) Array.Resize(ref all, count);
        return all;
    }

    private static int PlaceOf(Node parent, ParentLink[] links, int count)
    {
        int place = 0;
        while (place < count && links[place].Parent != parent) place++;
        return place;
    }

    private static Dictionary<Node, int> PlacesOf(ReadOnlySpan<ParentLink> links)
    {
        var places = new Dictionary<Node, int>(links.Length);
        for (int i = 0; i < links.Length; i++) places.Add(links[i].Parent, i);
        return places;
    }

    /// <summary>Walks a list of parents.</summary>
    internal struct Enumerator(ParentList parents)
    {
        private readonly ParentList _parents = parents;
        private readonly int _count = parents.Count;
        private int _place = -1;

        public readonly ParentLink Current => _parents[_place];

        public bool MoveNext() => ++_place < _count;
    }
}

/// <summary>An edge, as the child keeps it.</summary>
internal readonly record struct ParentLink(Node Parent, Relationship Relationship);
