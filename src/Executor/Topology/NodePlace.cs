using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// A place in creation order: its node and that node's children. The children are kept here, so that the run loop reads
/// them in creation order and does not touch the node's own memory.
/// </summary>
[DebuggerDisplay("{Node}")]
internal struct NodePlace
{
    internal Node? Node; // null at a gap
    internal ChildRanks Children;
}

/// <summary>The nodes in a range of places, without the gaps.</summary>
internal readonly ref struct NodesInPlaces(ReadOnlySpan<NodePlace> places)
{
    private readonly ReadOnlySpan<NodePlace> _places = places;

    public Enumerator GetEnumerator() => new(_places);

    internal ref struct Enumerator(ReadOnlySpan<NodePlace> places)
    {
        private readonly ReadOnlySpan<NodePlace> _places = places;
        private int _place = -1;

        public readonly Node Current => _places[_place].Node!;

        public bool MoveNext()
        {
            do _place++;
            while (_place < _places.Length && _places[_place].Node is null);
            return _place < _places.Length;
        }
    }
}
