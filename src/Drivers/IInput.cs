namespace Spaxiom.Graph;

/// <summary>
/// A node through which items enter a graph, such as <see cref="Input{T}"/> and <see cref="BurstInput{T}"/>. The
/// runtime it is in feeds it: live by a sender, over history by a source, in a test by pushes.
/// </summary>
/// <remarks>The nodes of this library implement it, and nobody else can.</remarks>
/// <typeparam name="TItem">The type of the items, which need not be that of the node's value.</typeparam>
public interface IInput<TItem>
{
    /// <summary>Where they enter.</summary>
    internal Inlet<TItem> Inlet { get; }
}
