namespace Spaxiom.Graph;

/// <content>Merge: several sources of one type become one.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Whatever any of its sources brings: broadcasts whenever one of them does, with its value. If several do in one
    /// cycle, the first of them in the order of arguments wins and the others are passed over.
    /// </summary>
    /// <remarks>
    /// Has no value before one of the sources has. In its first cycle, if no source broadcasts, it takes the first that
    /// has a value. Keeps the newest value.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="first">Wins over all others.</param>
    /// <param name="others">Each wins over those after it.</param>
    public static Node<T> Merge<T>(this Node<T> first, params ReadOnlySpan<Node<T>> others)
    {
        foreach (Node<T> other in others) ArgumentNullException.ThrowIfNull(other, nameof(others));
        return ExecutorOf(first).Add(new MergeNode<T>([first, .. others]));
    }
}

/// <summary>The node of <see cref="NodeExtensions.Merge"/>.</summary>
internal sealed class MergeNode<T>(Node<T>[] sources) : JoinNode<T>(sources)
{
    private readonly Node<T>[] _sources = sources; // each wins over those after it
    private Kept<T> _kept;

    private protected override bool CanBegin => FirstWithValue() is not null;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        Node<T>? winner = FirstMutated(in context);
        if (winner is null && !HasValue) winner = FirstWithValue();
        if (winner is null) return Control.Unchanged;
        State = _kept.Take(winner.Value, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Scratch(_kept);
    }

    private Node<T>? FirstMutated(in CycleContext context)
    {
        foreach (Node<T> source in _sources)
        {
            if (context.HasMutatedUnchecked(source)) return source;
        }

        return null;
    }

    private Node<T>? FirstWithValue()
    {
        foreach (Node<T> source in _sources)
        {
            if (source.HasValue) return source;
        }

        return null;
    }
}
