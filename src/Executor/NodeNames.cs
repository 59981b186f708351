namespace Spaxiom.Graph;

/// <summary>
/// A list of nodes for a report: it names the first ten and counts the rest, however many there are.
/// </summary>
internal sealed class NodeNames
{
    private const int Named = 10;

    private NodeLabel[] _first = []; // the first Count of them are nodes

    /// <summary>How many nodes are in the list, those included that it does not name.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds a node under the name it has now.</summary>
    internal void Add(Node node)
    {
        if (Count < Named)
        {
            if (Count == 0) _first = new NodeLabel[Named];
            _first[Count] = new NodeLabel(node);
        }

        Count++;
    }

    /// <summary>The names, in the order added: <c>node 'a' (#1.1), node 'b' (#2.1) and 3 more</c>.</summary>
    public override string ToString()
    {
        string names = string.Join(", ", _first.Take(Count));
        return Count > Named ? $"{names} and {Count - Named} more" : names;
    }
}
