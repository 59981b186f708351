namespace Spaxiom.Graph;

/// <summary>
/// A place for a node in an array or list. Storing into an array of a class that others derive from looks the stored
/// type up each time; an array of these does not.
/// </summary>
internal struct NodeSlot(Node? node)
{
    internal Node? Node = node;
}

/// <summary>The nodes in a range of slots, without the gaps.</summary>
internal readonly ref struct NodesInSlots(ReadOnlySpan<NodeSlot> slots)
{
    private readonly ReadOnlySpan<NodeSlot> _slots = slots;

    public Enumerator GetEnumerator() => new(_slots);

    internal ref struct Enumerator(ReadOnlySpan<NodeSlot> slots)
    {
        private readonly ReadOnlySpan<NodeSlot> _slots = slots;
        private int _place = -1;

        public readonly Node Current => _slots[_place].Node!;

        public bool MoveNext()
        {
            do _place++;
            while (_place < _slots.Length && _slots[_place].Node is null);
            return _place < _slots.Length;
        }
    }
}
