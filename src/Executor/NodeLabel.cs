namespace Spaxiom.Graph;

/// <summary>What a report calls a node: kept when the report is made, put into words when it is read.</summary>
internal readonly struct NodeLabel
{
    private readonly string? _name;
    private readonly Type _type;
    private readonly NodeId _id; // the default id when the node was not added

    internal NodeLabel(Node node) => (_name, _type, _id) = (node.Name, node.KindType, node.Id);

    /// <summary>
    /// The name when there is one, else the kind; and the id when there is one: <c>node 'mid' (#3.1)</c>.
    /// </summary>
    public override string ToString()
    {
        string what = _name is null ? TypeNames.Readable(_type) : $"'{_name}'";
        return _id == default ? $"node {what} (not added)" : $"node {what} ({_id})";
    }
}
