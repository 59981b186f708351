namespace Spaxiom.Graph;

/// <summary>
/// A place for a node in a list. Storing into an array of a class that others derive from looks the stored type up each
/// time; an array of these does not.
/// </summary>
internal struct NodeSlot(Node? node)
{
    internal Node? Node = node;
}
