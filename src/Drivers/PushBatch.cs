namespace Spaxiom.Graph;

/// <summary>A batch in virtual time, where inputs are never full.</summary>
internal sealed class PushBatch(Executor executor, FeedDriver feeds) : InputBatch
{
    /// <inheritdoc/>
    public override bool TrySend() => SendAt(executor.Now);

    /// <inheritdoc/>
    public override bool Send(CancellationToken cancellation = default) => SendAt(executor.Now);

    /// <summary>Whether it brings items to nodes of that executor.</summary>
    internal bool IsOf(Executor other) => other == executor;

    /// <summary>Sends what was gathered, to enter at an instant.</summary>
    internal bool SendAt(Instant instant)
    {
        executor.Access.CheckUsable();
        bool areAlive = Filled.TrueForAll(static part => part.Node.IsAlive);
        if (areAlive && Filled.Count > 0)
        {
            foreach (Part part in Filled) part.Admit(feeds, instant);
            PendingBatch? batch = Filled.Count == 1 ? null : feeds.BeginBatch();
            foreach (Part part in Filled) part.Push(feeds, instant, batch);
        }

        Clear();
        return areAlive;
    }

    private protected override void Check(Node node) => executor.Access.CheckVerb(node);
}
