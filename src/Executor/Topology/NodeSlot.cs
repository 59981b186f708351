using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// An element of an array of nodes. A store into an array of a class that is not sealed checks the type of the stored
/// object (covariance check); a store into an array of structs does not.
/// </summary>
[DebuggerDisplay("{Node}")]
internal struct NodeSlot(Node? node)
{
    internal Node? Node = node;
}
