using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>Where the value of a node lies that a failure must be able to put back.</summary>
internal sealed class HeldValue<T>
{
    private static readonly ConditionalWeakTable<Node<T>, HeldValue<T>> s_held = [];

    internal Kept<T> Kept;

    /// <summary>The place of a node's value, for as long as the node lives.</summary>
    internal static HeldValue<T> Of(Node<T> node) => s_held.GetOrAdd(node, static _ => new HeldValue<T>());
}
