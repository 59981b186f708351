using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Spaxiom.Graph;

/// <summary>
/// The nodes of a graph in creation order, and the owner of each slot. The rank of a node is its place in creation
/// order. Removals leave gaps; once there are more gaps than nodes and edges, they are closed, and the order is kept.
/// </summary>
[DebuggerDisplay("{Count} nodes in {RankCount} places")]
internal sealed class Topology
{
    /// <summary>Up to this many gaps are never closed: the work would not pay.</summary>
    private const int GapsAlwaysTolerated = 64;

    private NodePlace[] _places = new NodePlace[64]; // by rank; empty at a gap and from _rankCount on
    private int _rankCount;                          // ranks in use, gaps included
    private long _edgeCount;
    private uint[] _generations = new uint[64]; // by slot, of its present or last owner; 0 before the first one
    private int[] _freeSlots = new int[64];
    private int _freeSlotCount;
    private int _slotCount;

    /// <summary>How many nodes are in the graph.</summary>
    internal int Count { get; private set; }

    /// <summary>The end of the ranks in use.</summary>
    internal int RankCount => _rankCount;

    /// <summary>The length of all tables together.</summary>
    internal int TableSize => _places.Length + _generations.Length + _freeSlots.Length;

    /// <summary>The nodes in creation order.</summary>
    internal NodesInPlaces Nodes => NodesFrom(rank: 0);

    /// <summary>The nodes from a rank on, in creation order.</summary>
    internal NodesInPlaces NodesFrom(int rank) => new(_places.AsSpan(rank, _rankCount - rank));

    /// <summary>The nodes of a set of ranks, in creation order.</summary>
    internal List<Node> NodesIn(ReadySet ranks)
    {
        var nodes = new List<Node>();
        foreach (Node node in Nodes)
        {
            if (ranks.Contains(node.Rank)) nodes.Add(node);
        }

        return nodes;
    }

    /// <summary>The nodes and their children, by rank. The place of a gap is empty.</summary>
    internal NodePlace[] Places => _places;

    /// <summary>The node of a rank that is in use.</summary>
    internal Node this[int rank] => _places[rank].Node!;

    /// <summary>The children of a node that is in the graph.</summary>
    internal ref ChildRanks ChildrenOf(Node node) => ref _places[node.Rank].Children;

    /// <summary>Whether any node depends on this one, which is in the graph.</summary>
    internal bool HasChildren(Node node) => ChildrenOf(node).Count > 0;

    /// <summary>The first of the nodes woken by a parent that is of a type and passes a test.</summary>
    internal TNode? FindChild<TNode>(Node parent, Func<TNode, bool> isWanted)
        where TNode : Node
    {
        ref ChildRanks children = ref ChildrenOf(parent);
        RankWord one = children.OneWord;
        return Find(new ReadOnlySpan<RankWord>(in one)) ?? Find(children.Triggers);

        TNode? Find(ReadOnlySpan<RankWord> words)
        {
            foreach (RankWord word in words)
            {
                for (ulong bits = word.Bits; bits != 0; bits &= bits - 1)
                {
                    if (this[RankWord.FirstOf(word.Index, bits)] is TNode node && isWanted(node)) return node;
                }
            }

            return null;
        }
    }

    /// <summary>Refuses a node that was added before, and one whose parents are not all here to stay.</summary>
    internal static void CheckAttachable(Node node, Executor home)
    {
        if (node.Home is not null) ThrowAddedBefore(node);
        foreach (ParentLink link in node.Parents)
        {
            Node parent = link.Parent;
            if (parent.Home != home || !parent.IsAlive || parent.IsDoomed) ThrowParentNotHere(node, parent, home);
        }
    }

    /// <summary>Gives the node a slot and the last rank, and links it to its parents.</summary>
    internal void Attach(Node node, Executor home)
    {
        Debug.Assert(node.Rank < 0, "A node is attached once.");
        if (_rankCount == _places.Length) Array.Resize(ref _places, _rankCount * 2);
        node.Id = TakeSlot();
        node.Home = home;
        node.Rank = _rankCount;
        _places[_rankCount++].Node = node;
        Count++;
        _edgeCount += node.Parents.Count;
        Link(node);
    }

    /// <summary>Takes out a node that has no children.</summary>
    internal void Detach(Node node)
    {
        Debug.Assert(node.Rank >= 0, "A node is detached only after it was attached.");
        Debug.Assert(ChildrenOf(node).Count == 0, "Children leave before parents.");
        _edgeCount -= node.Parents.Count;
        foreach (ParentLink link in node.Parents) ChildrenOf(link.Parent).Remove(node.Rank, link.Relationship);
        node.Parents.Clear();
        _places[node.Rank] = default;
        node.Rank = -1;
        Count--;
        FreeSlot(node.Id.Slot);
    }

    /// <summary>Gives up the gaps at the end.</summary>
    internal void TrimEnd()
    {
        while (_rankCount > 0 && _places[_rankCount - 1].Node is null) _rankCount--;
    }

    /// <summary>Whether closing the gaps costs no more than the removals that left them.</summary>
    internal bool HasManyGaps => _rankCount - Count > Count + _edgeCount + GapsAlwaysTolerated;

    /// <summary>Closes the gaps: ranks change, their order does not. No node may be ready.</summary>
    internal void CloseGaps()
    {
        int next = 0;
        for (int rank = 0; rank < _rankCount; rank++)
        {
            if (_places[rank].Node is not { } node) continue;
            node.Rank = next;
            _places[next] = _places[rank];
            _places[next++].Children.Clear();
            Link(node);
        }

        Array.Clear(_places, next, _rankCount - next);
        _rankCount = next;
    }

    /// <summary>
    /// Visits who stands where. When it loads, every node takes the rank and slot it had when it was saved.
    /// </summary>
    /// <param name="medium">What visits.</param>
    /// <param name="nodes">The nodes by the rank they had, if this loads; all that are in the graph.</param>
    internal void OnState(StateMedium medium, ReadOnlySpan<Node?> nodes)
    {
        int[] slots = new int[_rankCount]; // by rank; -1 at a gap
        for (int rank = 0; rank < _rankCount; rank++) slots[rank] = _places[rank].Node?.Id.Slot ?? -1;
        uint[] generations = _generations[.._slotCount];
        int[] freeSlots = _freeSlots[.._freeSlotCount];
        medium.Field(ref slots);
        medium.Field(ref generations);
        medium.Field(ref freeSlots);
        if (!medium.IsLoading) return;
        (_slotCount, _freeSlotCount) = (generations.Length, freeSlots.Length);
        (_generations, _freeSlots) = (Grown(generations), Grown(freeSlots));
        _places = new NodePlace[Math.Max(_places.Length, (int)BitOperations.RoundUpToPowerOf2((uint)slots.Length))];
        _rankCount = slots.Length;
        for (int rank = 0; rank < _rankCount; rank++)
        {
            if (slots[rank] < 0) continue;
            Node node = nodes[rank]!;
            (node.Rank, node.Id) = (rank, new NodeId(slots[rank], generations[slots[rank]]));
            _places[rank].Node = node;
        }

        foreach (Node node in Nodes) Link(node);

        static T[] Grown<T>(T[] items)
        {
            Array.Resize(ref items, Math.Max(64, (int)BitOperations.RoundUpToPowerOf2((uint)items.Length)));
            return items;
        }
    }

    /// <summary>Adds the node's rank to the children of its parents.</summary>
    private void Link(Node node)
    {
        foreach (ParentLink link in node.Parents) ChildrenOf(link.Parent).Add(node.Rank, link.Relationship);
    }

    private NodeId TakeSlot()
    {
        int slot = _freeSlotCount > 0 ? _freeSlots[--_freeSlotCount] : _slotCount++;
        if (slot == _generations.Length) Array.Resize(ref _generations, slot * 2);
        return new NodeId(slot, ++_generations[slot]);
    }

    private void FreeSlot(int slot)
    {
        if (_generations[slot] == uint.MaxValue) return; // all its ids are used up: the slot has no further owner
        if (_freeSlotCount == _freeSlots.Length) Array.Resize(ref _freeSlots, _freeSlotCount * 2);
        _freeSlots[_freeSlotCount++] = slot;
    }

    [DoesNotReturn]
    private static void ThrowAddedBefore(Node node) => throw new ArgumentException(
        $"{node} was added to an executor before; a node can be added once. Make a new one.", nameof(node));

    [DoesNotReturn]
    private static void ThrowParentNotHere(Node node, Node parent, Executor home)
    {
        string state = parent.Home == home ? "has left it or is about to" : "is not in it";
        throw new ArgumentException(
            $"{node} cannot be added: its parent {parent} must be alive in the same executor, but {state}. "
            + "Add parents first.",
            nameof(node));
    }

    /// <summary>Checks every invariant of this class and of the edges.</summary>
    internal void AssertInvariants(Executor home)
    {
        int alive = 0;
        long edges = 0, children = 0;
        var slots = new HashSet<int>();
        for (int rank = 0; rank < _rankCount; rank++)
        {
            if (_places[rank].Node is not { } node)
            {
                Invariant.Holds(!_places[rank].Children.MayBeAny, $"The gap at rank {rank} has children.");
                continue;
            }

            alive++;
            edges += node.Parents.Count;
            children += ChildrenOf(node).Count;
            Invariant.Holds(node.Rank == rank, $"{node} is at rank {rank}, but its own rank is {node.Rank}.");
            Invariant.Holds(node.Home == home, $"{node} belongs to another executor.");
            Invariant.Holds(slots.Add(node.Id.Slot), $"{node} shares its slot with another node.");
            Invariant.Holds(_generations[node.Id.Slot] == node.Id.Generation, $"{node} has an outdated generation.");
            AssertEdges(node);
        }

        Invariant.Holds(alive == Count, $"There are {alive} nodes in place, but {Count} are counted.");
        Invariant.Holds(edges == children, $"There are {edges} edges to parents, but {children} to children.");
        Invariant.Holds(edges == _edgeCount, $"There are {edges} edges, but {_edgeCount} are counted.");
        for (int i = 0; i < _freeSlotCount; i++)
            Invariant.Holds(slots.Add(_freeSlots[i]), $"Slot {_freeSlots[i]} is free twice, or free and owned.");
        for (int rank = _rankCount; rank < _places.Length; rank++)
        {
            bool isEmpty = _places[rank].Node is null && !_places[rank].Children.MayBeAny;
            Invariant.Holds(isEmpty, $"Rank {rank} is not in use, but its place is not empty.");
        }
    }

    private void AssertEdges(Node node)
    {
        foreach (ParentLink link in node.Parents)
        {
            Node parent = link.Parent;
            bool precedes = parent.Rank >= 0 && parent.Rank < node.Rank;
            Invariant.Holds(precedes, $"{parent} does not precede its child {node}.");
            bool isKnown = ChildrenOf(parent).Contains(node.Rank, link.Relationship);
            Invariant.Holds(isKnown, $"{node} is not among the children of its parent {parent}.");
        }

        ref ChildRanks children = ref ChildrenOf(node);
        int inOneWord = AssertChildren(node, [children.OneWord]);
        int inSeveral = AssertChildren(node, children.Triggers);
        AssertChildren(node, children.Observers);
        Invariant.Holds(inOneWord == 0 || inSeveral == 0, $"{node} has Trigger children both as bits and in a set.");
        int only = children.OnlyTrigger;
        bool agrees = (inOneWord + inSeveral) switch
        {
            0 => only == ChildRanks.None,
            1 => only > 0 && children.Contains(only, Relationship.Trigger),
            _ => only < 0,
        };
        Invariant.Holds(agrees, $"{node} has {inOneWord + inSeveral} Trigger children, but its only one is {only}.");
    }

    /// <summary>Checks that there is a node at each rank of the children.</summary>
    /// <returns>How many children there are.</returns>
    private int AssertChildren(Node node, ReadOnlySpan<RankWord> children)
    {
        int count = 0;
        foreach (RankWord word in children)
        {
            for (ulong bits = word.Bits; bits != 0; bits &= bits - 1)
            {
                int rank = RankWord.FirstOf(word.Index, bits);
                bool taken = rank < _rankCount && _places[rank].Node is not null;
                Invariant.Holds(taken, $"{node} has a child at rank {rank}, but there is no node at it.");
                count++;
            }
        }

        return count;
    }
}
