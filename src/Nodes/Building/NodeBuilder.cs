namespace Spaxiom.Graph;

/// <summary>
/// Starts the building of a node from a state and a function, where a class of its own would say no more.
/// </summary>
public static class NodeBuilder
{
    /// <summary>Starts building a node that has <paramref name="initialState"/> as its value.</summary>
    /// <typeparam name="TState">The type of the node's value.</typeparam>
    /// <param name="initialState">The value before the first broadcast.</param>
    public static NodeBuilder<TState> Create<TState>(TState initialState) => new(initialState);
}
