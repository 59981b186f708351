namespace Spaxiom.Graph;

/// <summary>
/// An operator with several sources, each of which wakes it. It runs first in the cycle after it was added, if its
/// sources have what its first value needs.
/// </summary>
/// <typeparam name="TResult">The type of its value.</typeparam>
internal abstract class JoinNode<TResult> : Node<TResult>
{
    /// <summary>An operator that has no value before its first broadcast.</summary>
    /// <param name="sources">Where its values come from.</param>
    private protected JoinNode(params ReadOnlySpan<Node> sources) => TriggeredBy(sources);

    /// <summary>Whether the sources have what the first value needs.</summary>
    private protected abstract bool CanBegin { get; }

    /// <inheritdoc/>
    protected sealed override void OnInit(Executor executor)
    {
        if (CanBegin) executor.Yield(this);
    }
}
