namespace Spaxiom.Graph;

/// <content>Scan: a running fold.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="ScanNode{TSource, TResult}"/>
    /// <param name="source">Where the values come from.</param>
    /// <param name="seed">What the first value is folded into.</param>
    /// <param name="fold">Makes the new result of the one so far and the source's value.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<TResult> Scan<TSource, TResult>(
        this Node<TSource> source, TResult seed, Func<TResult, TSource, TResult> fold, string? name = null) =>
        ExecutorOf(source).Add(new ScanNode<TSource, TResult>(source, seed, fold) { Name = name });
}

/// <summary>
/// A running fold over the values of its source: a sum, a count, a maximum. Broadcasts whenever the source does. A
/// value that the source has when this is added is the first to be folded.
/// </summary>
/// <remarks>
/// Before the source has a value, <see cref="Node{T}.Value"/> is the seed and <see cref="Node{T}.HasValue"/> false.
/// Keeps the result only.
/// </remarks>
/// <typeparam name="TSource">The type of the source's value.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
public sealed class ScanNode<TSource, TResult> : Node<TResult>
{
    private readonly Node<TSource> _source;
    private readonly Func<TResult, TSource, TResult> _fold;

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="source">Where the values come from.</param>
    /// <param name="seed">What the first value is folded into.</param>
    /// <param name="fold">Makes the new result of the one so far and the source's value.</param>
    public ScanNode(Node<TSource> source, TResult seed, Func<TResult, TSource, TResult> fold)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(fold);
        (_source, _fold, State) = (source, fold, seed);
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
        State = _fold(State, _source.Value);
        return Control.Broadcast;
    }
}
