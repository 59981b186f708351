namespace Spaxiom.Graph.Bench;

/// <summary>
/// One way to do the work of a shape: the floor, the engine or a peer. It lives on the thread that made it.
/// </summary>
/// <param name="Name">How the tables call it.</param>
/// <param name="Run">Does so many rounds (cycles, events, firings) and returns what they computed.</param>
internal sealed record Contender(string Name, Func<int, long> Run);
