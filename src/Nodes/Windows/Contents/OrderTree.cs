using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// The samples of a window in the order of their values, so that the one at any place is found in logarithmic time.
/// Equal values are in the order in which they came.
/// </summary>
/// <remarks>
/// A tree balanced by the sizes of its branches, whose nodes are the slots of the ring. Source: Hirai, Yamamoto,
/// <em>Balancing weight-balanced trees</em>, Journal of Functional Programming 21(3), 2011, 287-307, with the
/// parameters 3 and 2 that it proves right.
/// </remarks>
internal sealed class OrderTree(WindowRing<WindowSample> ring) : WindowAspect
{
    private const int None = 0;
    private const int Delta = 3; // a branch outweighs the other at most so many times
    private const int Gamma = 2; // at which proportion of its inner to its outer branch it is rotated twice

    private Branch[] _branches = new Branch[ring.SlotCount + 1]; // of slot + 1; [None] is empty
    private int _root;

    /// <summary>How many samples there are.</summary>
    internal int Count => _branches[_root].Size;

    /// <summary>How many tree nodes were looked at so far.</summary>
    internal long Visits { get; private set; }

    /// <inheritdoc/>
    internal override void Take(long number)
    {
        int slot = ring.SlotOf(number);
        _root = Insert(_root, slot + 1, ring.InSlot(slot).Value);
    }

    /// <inheritdoc/>
    internal override void Release()
    {
        int slot = ring.SlotOf(ring.First);
        _root = Remove(_root, slot + 1, ring.InSlot(slot).Value);
    }

    /// <inheritdoc/>
    internal override void Relocate() => Build(Count);

    /// <inheritdoc/>
    public override void OnState(StateMedium medium)
    {
        medium.Scratch(_branches);
        medium.Scratch(_root);
        medium.Scratch(Visits);
        if (medium.IsLoading) Build(ring.Count);
    }

    /// <summary>The value at a place in ascending order, from 0.</summary>
    internal double this[int place]
    {
        get
        {
            Debug.Assert(place >= 0 && place < Count, "The caller asks for a place there is.");
            int tree = _root;
            while (true)
            {
                Visits++;
                ref readonly Branch branch = ref _branches[tree];
                int before = _branches[branch.Left].Size;
                if (place == before) return ValueOf(tree);
                if (place < before) tree = branch.Left;
                else (tree, place) = (branch.Right, place - before - 1);
            }
        }
    }

    /// <summary>Checks order, sizes and balance.</summary>
    internal void AssertInvariants()
    {
        Invariant.Holds(_branches[None].Size == 0, "The empty branch of an order tree has a size.");
        Assert(_root);
        for (int i = 1; i < Count; i++)
            Invariant.Holds(this[i - 1] <= this[i], "An order tree is out of order.");
    }

    private void Build(int count)
    {
        (_branches, _root) = (new Branch[ring.SlotCount + 1], None);
        for (int i = 0; i < count; i++) Take(ring.First + i);
    }

    private void Assert(int tree)
    {
        if (tree == None) return;
        Branch branch = _branches[tree];
        int left = _branches[branch.Left].Size, right = _branches[branch.Right].Size;
        Invariant.Holds(branch.Size == left + right + 1, "A branch of an order tree has a wrong size.");
        bool isBalanced = IsHeavyEnough(left, right) && IsHeavyEnough(right, left);
        Invariant.Holds(isBalanced, "A branch of an order tree is out of balance.");
        Assert(branch.Left);
        Assert(branch.Right);
    }

    private double ValueOf(int tree) => ring.InSlot(tree - 1).Value;

    /// <summary>Puts a sample into a tree, behind all that are equal.</summary>
    /// <returns>The new root of the tree.</returns>
    private int Insert(int tree, int added, double value)
    {
        if (tree == None)
        {
            _branches[added] = new Branch { Size = 1 };
            return added;
        }

        Visits++;
        if (value < ValueOf(tree)) _branches[tree].Left = Insert(_branches[tree].Left, added, value);
        else _branches[tree].Right = Insert(_branches[tree].Right, added, value);
        return Balance(tree);
    }

    /// <summary>
    /// Takes the oldest sample of all out of a tree, which it is in: it is the first of all that are equal.
    /// </summary>
    /// <returns>The new root of the tree.</returns>
    private int Remove(int tree, int removed, double value)
    {
        Visits++;
        if (tree == removed) return Join(_branches[tree].Left, _branches[tree].Right);
        if (value > ValueOf(tree)) _branches[tree].Right = Remove(_branches[tree].Right, removed, value);
        else _branches[tree].Left = Remove(_branches[tree].Left, removed, value);
        return Balance(tree);
    }

    /// <summary>Makes one tree of the two branches of a node that leaves.</summary>
    private int Join(int left, int right)
    {
        if (left == None) return right;
        if (right == None) return left;
        right = RemoveFirst(right, out int first);
        (_branches[first].Left, _branches[first].Right) = (left, right);
        return Balance(first);
    }

    private int RemoveFirst(int tree, out int first)
    {
        Visits++;
        if (_branches[tree].Left == None)
        {
            first = tree;
            return _branches[tree].Right;
        }

        _branches[tree].Left = RemoveFirst(_branches[tree].Left, out first);
        return Balance(tree);
    }

    /// <summary>Makes the size of a tree right, and rotates it when one branch has become too heavy.</summary>
    /// <returns>The new root of the tree.</returns>
    private int Balance(int tree)
    {
        ref Branch branch = ref _branches[tree];
        int left = _branches[branch.Left].Size, right = _branches[branch.Right].Size;
        branch.Size = left + right + 1;
        if (!IsHeavyEnough(left, right))
        {
            ref Branch heavy = ref _branches[branch.Right];
            if (IsInnerTooHeavy(inner: heavy.Left, outer: heavy.Right)) branch.Right = RotateRight(branch.Right);
            return RotateLeft(tree);
        }

        if (!IsHeavyEnough(right, left))
        {
            ref Branch heavy = ref _branches[branch.Left];
            if (IsInnerTooHeavy(inner: heavy.Right, outer: heavy.Left)) branch.Left = RotateLeft(branch.Left);
            return RotateRight(tree);
        }

        return tree;
    }

    private static bool IsHeavyEnough(int size, int other) => Delta * (size + 1L) >= other + 1L;

    private bool IsInnerTooHeavy(int inner, int outer) =>
        _branches[inner].Size + 1L >= Gamma * (_branches[outer].Size + 1L);

    private int RotateLeft(int tree)
    {
        int right = _branches[tree].Right;
        _branches[tree].Right = _branches[right].Left;
        _branches[right].Left = tree;
        UpdateSize(tree);
        UpdateSize(right);
        return right;
    }

    private int RotateRight(int tree)
    {
        int left = _branches[tree].Left;
        _branches[tree].Left = _branches[left].Right;
        _branches[left].Right = tree;
        UpdateSize(tree);
        UpdateSize(left);
        return left;
    }

    private void UpdateSize(int tree)
    {
        ref Branch branch = ref _branches[tree];
        branch.Size = _branches[branch.Left].Size + _branches[branch.Right].Size + 1;
    }

    /// <summary>A node of the tree: two branches, and how many nodes there are with it.</summary>
    private struct Branch
    {
        internal int Left;
        internal int Right;
        internal int Size;
    }
}
