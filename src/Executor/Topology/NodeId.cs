using System.Globalization;

namespace Spaxiom.Graph;

/// <summary>The identity of a node: a slot, and which of the slot's successive owners is meant.</summary>
/// <param name="Slot">
/// Index of the slot, from 0. Slots are taken over by later nodes and say nothing about order.
/// </param>
/// <param name="Generation">
/// Counts the owners of the slot from 1; 0 only in the default id, which names no node.
/// </param>
public readonly record struct NodeId(int Slot, uint Generation)
{
    /// <summary>The id as <c>#slot.generation</c>, for example <c>#3.1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Slot}.{Generation}");
}
