namespace Spaxiom.Graph;

/// <content>ForEach: values leave the graph.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Does something with every value its source broadcasts, as an effect: when all nodes of the cycle have run, once
    /// per broadcast, in the order in which such nodes were added. Never broadcasts.
    /// </summary>
    /// <remarks>
    /// A value that the source has without broadcasting it, like the initial one of an input, is not passed on. Its own
    /// value is the number of broadcasts so far, from 0. Keeps nothing else. If the action throws, that is this node's
    /// failure.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="action">What is done with each.</param>
    public static Node<long> ForEach<T>(this Node<T> source, Action<T> action) =>
        ExecutorOf(source).Add(new ForEachNode<T>(source, Guard.NotNull(action)));
}

/// <summary>
/// The node of <see cref="NodeExtensions.ForEach"/>. What the source has already does not concern it.
/// </summary>
internal sealed class ForEachNode<T> : Node<long>
{
    private readonly Node<T> _source;
    private readonly Action<T> _action;

    internal ForEachNode(Node<T> source, Action<T> action)
        : base(initial: 0)
    {
        (_source, _action) = (source, action);
        TriggeredBy(source);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!context.HasMutatedUnchecked(_source)) return Control.Unchanged;
        State++;
        context.RequestEffect();
        return Control.Unchanged;
    }

    /// <inheritdoc/>
    protected override void OnEffect() => _action(_source.Value);
}
