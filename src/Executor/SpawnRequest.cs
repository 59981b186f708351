namespace Spaxiom.Graph;

/// <summary>Graph building that waits for its step.</summary>
/// <param name="Asker">
/// The node that asked, whose error policy applies; null when it was asked between cycles.
/// </param>
/// <param name="Work">The building code.</param>
internal readonly record struct SpawnRequest(Node? Asker, SpawnWork Work);

/// <summary>Building code and what it was given; may be used again once it was carried out.</summary>
internal abstract class SpawnWork
{
    /// <summary>Runs the building code, and forgets it.</summary>
    internal abstract void Build(Executor executor);
}

/// <summary>Building code that was given everything it needs as one argument, so that it needs no closure.</summary>
internal sealed class SpawnWork<TArg> : SpawnWork
{
    private TArg? _argument;
    private Action<Executor, TArg>? _build;

    internal SpawnWork<TArg> Of(TArg argument, Action<Executor, TArg> build)
    {
        (_argument, _build) = (argument, build);
        return this;
    }

    internal override void Build(Executor executor)
    {
        TArg argument = _argument!;
        Action<Executor, TArg> build = _build!;
        (_argument, _build) = (default, null);
        build(executor, argument);
    }
}
