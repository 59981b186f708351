namespace Spaxiom.Graph;

/// <summary>What a built node with a channel does in a cycle.</summary>
/// <typeparam name="TState">The type of the node's value.</typeparam>
/// <typeparam name="TItem">The type of the channel's items.</typeparam>
/// <param name="state">The node's value, writable in place.</param>
/// <param name="items">
/// The items delivered in this cycle, oldest first; empty when something else woke the node.
/// </param>
/// <param name="context">The cycle the node runs in.</param>
/// <returns>What happens next.</returns>
public delegate Control ChannelFunction<TState, TItem>(
    ref TState state, ReadOnlySpan<TItem> items, in CycleContext context);
