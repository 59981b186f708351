namespace Spaxiom.Graph;

/// <content>Select: one value becomes another.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="SelectNode{TSource, TResult}"/>
    /// <param name="source">Where the values come from.</param>
    /// <param name="selector">Makes the new value of the source's value.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<TResult> Select<TSource, TResult>(
        this Node<TSource> source, Func<TSource, TResult> selector, string? name = null) =>
        ExecutorOf(source).Add(new SelectNode<TSource, TResult>(source, selector) { Name = name });
}

/// <summary>A function of its source's value. Broadcasts whenever the source does, also an equal result.</summary>
/// <remarks>Has no value before the source has one. Keeps the newest result only.</remarks>
/// <typeparam name="TSource">The type of the source's value.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
public sealed class SelectNode<TSource, TResult> : Node<TResult>
{
    private readonly Node<TSource> _source;
    private readonly Func<TSource, TResult> _selector;

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="source">Where the values come from.</param>
    /// <param name="selector">Makes the new value of the source's value.</param>
    public SelectNode(Node<TSource> source, Func<TSource, TResult> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        (_source, _selector) = (source, selector);
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
        if (!context.Brings(_source, isFirst: !HasValue)) return Control.Unchanged;
        State = _selector(_source.Value);
        return Control.Broadcast;
    }
}
