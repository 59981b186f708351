namespace Spaxiom.Graph;

/// <content>TakeWhile: values pass until one fails a test.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The values of its source up to the first that fails a test: broadcasts each of them, and never again from the
    /// one on that failed, which does not pass.
    /// </summary>
    /// <remarks>
    /// Has no value before the first has passed. Keeps the newest that passed. The test is not asked any more once a
    /// value has failed it. Unlike <c>TakeWhile</c> of Rx and R3 it does not end then: the node stays with its value.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="predicate">Whether a value passes.</param>
    public static Node<T> TakeWhile<T>(this Node<T> source, Func<T, bool> predicate) =>
        ExecutorOf(source).Add(new TakeWhileNode<T>(source, Guard.NotNull(predicate)));
}

/// <summary>The node of <see cref="NodeExtensions.TakeWhile"/>.</summary>
internal sealed class TakeWhileNode<T>(Node<T> source, Func<T, bool> predicate) : OperatorNode<T, T>(source)
{
    private readonly Func<T, bool> _predicate = predicate;
    private Kept<T> _kept;
    private bool _isOver; // whether a value has failed

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (_isOver || !TryTake(in context)) return Control.Unchanged;
        if (!_predicate(Source.Value))
        {
            _isOver = true;
            return Control.Unchanged;
        }

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
