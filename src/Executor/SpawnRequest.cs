namespace Spaxiom.Graph;

/// <summary>Graph building that waits for its step.</summary>
internal abstract class SpawnRequest(Node? asker)
{
    /// <summary>The node that asked, whose error policy applies; null when it was asked between cycles.</summary>
    internal Node? Asker { get; } = asker;

    /// <summary>Runs the building code.</summary>
    internal abstract void Build(Executor executor);
}

/// <summary>Building code that was given everything it needs as one argument, so that it needs no closure.</summary>
internal sealed class SpawnRequest<TArg>(Node? asker, TArg argument, Action<Executor, TArg> build) : SpawnRequest(asker)
{
    internal override void Build(Executor executor) => build(executor, argument);
}
