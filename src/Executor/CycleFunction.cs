namespace Spaxiom.Graph;

/// <summary>What a built node does in a cycle: reads its parents, changes its own state, says whom to tell.</summary>
/// <typeparam name="TState">The type of the node's value.</typeparam>
/// <param name="state">The node's value, writable in place.</param>
/// <param name="context">The cycle the node runs in.</param>
/// <returns>What happens next.</returns>
public delegate Control CycleFunction<TState>(ref TState state, in CycleContext context);
