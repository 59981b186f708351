namespace Spaxiom.Graph;

/// <content>Where: only some values pass.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="WhereNode{T}"/>
    /// <param name="source">Where the values come from.</param>
    /// <param name="predicate">Whether a value passes.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<T> Where<T>(this Node<T> source, Func<T, bool> predicate, string? name = null) =>
        ExecutorOf(source).Add(new WhereNode<T>(source, predicate) { Name = name });
}

/// <summary>
/// The newest value of its source that passes a test. Broadcasts whenever the source brings one that does.
/// </summary>
/// <remarks>Has no value before one has passed. Keeps the newest that passed.</remarks>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class WhereNode<T> : Node<T>
{
    private readonly Node<T> _source;
    private readonly Func<T, bool> _predicate;

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="source">Where the values come from.</param>
    /// <param name="predicate">Whether a value passes.</param>
    public WhereNode(Node<T> source, Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        (_source, _predicate) = (source, predicate);
        TriggeredBy(source);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (_source.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!context.Brings(_source, isFirst: !HasValue) || !_predicate(_source.Value)) return Control.Unchanged;
        State = _source.Value;
        return Control.Broadcast;
    }
}
