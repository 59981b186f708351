namespace Spaxiom.Graph;

/// <content>TakeUntil: values pass until something happens.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The values of its source before another node broadcasts: broadcasts whenever the source does, and never again
    /// from the cycle on in which the other one does. A value of that very cycle does not pass.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one. A value that the other node has already, like the initial one of an
    /// input, ends nothing: only a broadcast does. Keeps the newest value that passed. Unlike <c>TakeUntil</c> of Rx
    /// and R3 it does not end: the node stays with its value.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="end">What ends it by its first broadcast; its value is not read.</param>
    public static Node<T> TakeUntil<T>(this Node<T> source, Node end) =>
        ExecutorOf(source).Add(new TakeUntilNode<T>(source, Guard.NotNull(end)));
}

/// <summary>The node of <see cref="NodeExtensions.TakeUntil"/>.</summary>
internal sealed class TakeUntilNode<T> : OperatorNode<T, T>
{
    private readonly Node _end;
    private Kept<T> _kept;
    private bool _isOver;

    internal TakeUntilNode(Node<T> source, Node end)
        : base(source)
    {
        _end = end;
        TriggeredBy(end);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        _isOver |= context.HasMutatedUnchecked(_end);
        if (_isOver || !TryTake(in context)) return Control.Unchanged;
        State = _kept.Take(Source.Value, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Field(ref _isOver);
        state.Scratch(_kept);
    }
}
