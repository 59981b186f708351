namespace Spaxiom.Graph;

/// <content>Select: one value becomes another.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// A function of its source's value. Broadcasts whenever the source does, also an equal result.
    /// </summary>
    /// <remarks>Has no value before the source has one. Keeps the newest result only.</remarks>
    /// <typeparam name="TSource">The type of the source's value.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="selector">Makes the new value of the source's value.</param>
    public static Node<TResult> Select<TSource, TResult>(
        this Node<TSource> source, Func<TSource, TResult> selector) =>
        ExecutorOf(source).Add(new SelectNode<TSource, TResult>(source, Guard.NotNull(selector)));
}

/// <summary>The node of <see cref="NodeExtensions.Select"/>.</summary>
internal sealed class SelectNode<TSource, TResult>(Node<TSource> source, Func<TSource, TResult> selector)
    : OperatorNode<TSource, TResult>(source)
{
    private readonly Func<TSource, TResult> _selector = selector;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        State = _selector(Source.Value);
        return Control.Broadcast;
    }
}
