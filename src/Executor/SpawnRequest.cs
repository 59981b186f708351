namespace Spaxiom.Graph;

/// <summary>Graph building that waits for its step.</summary>
/// <param name="Asker">
/// The node that asked, whose error policy applies; null when it was asked between cycles.
/// </param>
/// <param name="Work">The building code.</param>
internal readonly record struct SpawnRequest(Node? Asker, SpawnWork Work);

/// <summary>Building code and what it was given.</summary>
internal abstract class SpawnWork
{
    /// <summary>Runs the building code.</summary>
    internal abstract void Build(Executor executor);
}

/// <summary>Building code that was given everything it needs as one argument, so that it needs no closure.</summary>
internal sealed class SpawnWork<TArg>(TArg argument, Action<Executor, TArg> build) : SpawnWork
{
    internal override void Build(Executor executor) => build(executor, argument);
}
