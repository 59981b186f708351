namespace Spaxiom.Graph;

/// <content>Where: only some values pass.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The newest value of its source that passes a test. Broadcasts whenever the source brings one that does.
    /// </summary>
    /// <remarks>Has no value before one has passed. Keeps the newest that passed.</remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="predicate">Whether a value passes.</param>
    public static Node<T> Where<T>(this Node<T> source, Func<T, bool> predicate) =>
        ExecutorOf(source).Add(new WhereNode<T>(source, Guard.NotNull(predicate)));
}

/// <summary>The node of <see cref="NodeExtensions.Where"/>.</summary>
internal sealed class WhereNode<T>(Node<T> source, Func<T, bool> predicate) : OperatorNode<T, T>(source)
{
    private readonly Func<T, bool> _predicate = predicate;
    private Kept<T> _kept;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context) || !_predicate(Source.Value)) return Control.Unchanged;
        State = _kept.Take(Source.Value, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Scratch(_kept);
    }
}
