namespace Spaxiom.Graph;

/// <content>SkipUntil: values pass once something has happened.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The values of its source from the cycle on in which another node first broadcasts: then it broadcasts whenever
    /// the source does. A value of that very cycle passes.
    /// </summary>
    /// <remarks>
    /// Has no value before; a value that the source has by then is passed over. A value that the other node has
    /// already, like the initial one of an input, begins nothing: only a broadcast does. Keeps the newest value that
    /// passed. In <c>SkipUntil</c> of Rx and R3 the order of subscription decides about a value of the same moment.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="start">What begins it by its first broadcast; its value is not read.</param>
    public static Node<T> SkipUntil<T>(this Node<T> source, Node start) =>
        ExecutorOf(source).Add(new SkipUntilNode<T>(source, Guard.NotNull(start)));
}

/// <summary>The node of <see cref="NodeExtensions.SkipUntil"/>.</summary>
internal sealed class SkipUntilNode<T> : OperatorNode<T, T>
{
    private readonly Node _start;
    private Kept<T> _kept;
    private bool _hasBegun;

    internal SkipUntilNode(Node<T> source, Node start)
        : base(source)
    {
        _start = start;
        TriggeredBy(start);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        _hasBegun |= context.HasMutatedUnchecked(_start);
        if (!TryTake(in context) || !_hasBegun) return Control.Unchanged;
        State = _kept.Take(Source.Value, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Field(ref _hasBegun);
        state.Scratch(_kept);
    }
}
