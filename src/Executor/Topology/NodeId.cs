using System.Globalization;

namespace Spaxiom.Graph;

/// <summary>The identity of a node: a slot, and the number of the node among the owners of that slot.</summary>
/// <param name="Slot">
/// Index of the slot, from 0. A later node may take over the slot of a removed one. The slot says nothing about order.
/// </param>
/// <param name="Generation">
/// The number of the owner, from 1. It is 0 in the default id only, which names no node.
/// </param>
public readonly record struct NodeId(int Slot, uint Generation)
{
    /// <summary>The id as <c>#slot.generation</c>, for example <c>#3.1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Slot}.{Generation}");
}
