using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// The edges of one node, known from both ends so that either end can cut one in constant time. The ranks of the
/// Trigger children stand alone in a flat array, because the run loop reads nothing else.
/// </summary>
internal struct NodeEdges
{
    /// <summary>Ranks of the children that a broadcast makes ready, in no particular order.</summary>
    private int[]? _triggerRanks;

    /// <summary>The same children, place by place.</summary>
    private ChildLink[]? _triggers;

    private ChildLink[]? _observers;
    private ParentLink[]? _parents;
    private int _triggerCount;
    private int _observerCount;
    private int _parentCount;

    internal readonly ReadOnlySpan<int> TriggerRanks => new(_triggerRanks, 0, _triggerCount);

    internal readonly ReadOnlySpan<ChildLink> Triggers => new(_triggers, 0, _triggerCount);

    internal readonly ReadOnlySpan<ChildLink> Observers => new(_observers, 0, _observerCount);

    internal readonly ReadOnlySpan<ParentLink> Parents => new(_parents, 0, _parentCount);

    /// <summary>Notes a parent before the node is added. A repeat counts once, and Trigger wins over Observe.</summary>
    internal void AddParent(Node parent, Relationship relationship)
    {
        for (int i = 0; i < _parentCount; i++)
        {
            ref ParentLink known = ref _parents![i];
            if (known.Parent != parent) continue;
            if (relationship == Relationship.Trigger) known.Relationship = relationship;
            return;
        }

        Append(ref _parents, ref _parentCount, new ParentLink { Parent = parent, Relationship = relationship });
    }

    /// <summary>Makes the noted parents know <paramref name="child"/>, whose edges these are and whose rank is known.</summary>
    internal readonly void Link(Node child)
    {
        for (int i = 0; i < _parentCount; i++)
        {
            ref ParentLink link = ref _parents![i];
            link.Place = link.Parent.Edges.AddChild(child, i, link.Relationship);
        }
    }

    /// <summary>Makes the parents forget this node, and forgets them.</summary>
    internal void Unlink()
    {
        for (int i = 0; i < _parentCount; i++)
        {
            ref ParentLink link = ref _parents![i];
            link.Parent.Edges.RemoveChild(link.Place, link.Relationship);
        }

        (_parents, _parentCount) = (null, 0);
    }

    /// <summary>Copies the children's ranks again after a renumbering.</summary>
    internal readonly void RefreshRanks()
    {
        for (int i = 0; i < _triggerCount; i++) _triggerRanks![i] = _triggers![i].Child.Rank;
    }

    private int AddChild(Node child, int parentIndex, Relationship relationship)
    {
        var link = new ChildLink { Child = child, ParentIndex = parentIndex };
        if (relationship == Relationship.Observe) return Append(ref _observers, ref _observerCount, link);
        int count = _triggerCount;
        Append(ref _triggerRanks, ref count, child.Rank);
        return Append(ref _triggers, ref _triggerCount, link);
    }

    /// <summary>The last child takes the place that becomes free, and its parent link learns so.</summary>
    private void RemoveChild(int place, Relationship relationship)
    {
        bool trigger = relationship == Relationship.Trigger;
        ref int count = ref trigger ? ref _triggerCount : ref _observerCount;
        ChildLink[] links = (trigger ? _triggers : _observers)!;
        Debug.Assert((uint)place < (uint)count, "The place of an edge must lie among the parent's children.");
        ChildLink last = links[--count];
        links[place] = last;
        links[count] = default;
        last.Child.Edges._parents![last.ParentIndex].Place = place;
        if (trigger) _triggerRanks![place] = _triggerRanks[count];
    }

    private static int Append<TItem>(ref TItem[]? items, ref int count, TItem item)
    {
        if (items is null || count == items.Length) Array.Resize(ref items, count == 0 ? 1 : count * 2);
        items[count] = item;
        return count++;
    }
}

/// <summary>An edge as its parent knows it.</summary>
internal struct ChildLink
{
    internal Node Child;

    /// <summary>Which of the child's parent links this edge is.</summary>
    internal int ParentIndex;
}

/// <summary>An edge as its child knows it.</summary>
internal struct ParentLink
{
    internal Node Parent;
    internal Relationship Relationship;

    /// <summary>Where the child stands among the parent's children of that kind.</summary>
    internal int Place;
}
