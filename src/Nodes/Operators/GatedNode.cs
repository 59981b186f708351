namespace Spaxiom.Graph;

/// <content>Gate: values pass while a condition is true.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The values of its source that come while a condition is true: broadcasts whenever the source does in a cycle in
    /// which the condition is true. What comes while it is not is dropped or, with <paramref name="hold"/>, the last of
    /// it is broadcast in the cycle in which the condition becomes true, unless the source brings a new value in it.
    /// </summary>
    /// <remarks>
    /// Has no value before one has passed; a condition without a value is not true. Keeps the newest value that passed
    /// and, with <paramref name="hold"/>, the one that waits. Without, it is <c>Where</c> of Rx and R3 with a variable;
    /// <c>csp.gate</c> holds all values and brings them out as a list.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="condition">Whether they pass.</param>
    /// <param name="hold">Whether the last value that did not pass waits until the condition is true.</param>
    public static Node<T> Gate<T>(this Node<T> source, Node<bool> condition, bool hold = false) =>
        ExecutorOf(source).Add(new GatedNode<T>(source, Guard.NotNull(condition), hold));
}

/// <summary>The node of <see cref="NodeExtensions.Gate"/>.</summary>
internal sealed class GatedNode<T> : OperatorNode<T, T>
{
    private readonly Node<bool> _condition;
    private readonly bool _holds;
    private Kept<T> _kept;
    private T _waiting = default!;
    private bool _isWaiting;

    internal GatedNode(Node<T> source, Node<bool> condition, bool holds)
        : base(source)
    {
        (_condition, _holds) = (condition, holds);
        if (holds) TriggeredBy(condition);
        else ObserverOf(condition);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        bool isNews = TryTake(in context);
        bool isOpen = _condition.HasValue && _condition.Value;
        if (isNews && (isOpen || _holds))
        {
            _kept.Replace(ref _waiting, Source.Value, context.Poisons);
            _isWaiting = true;
        }

        if (!isOpen || !_isWaiting) return Control.Unchanged;
        State = _kept.Show(_waiting, context.Poisons);
        (_waiting, _isWaiting) = (default!, false);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_holds);
        state.Field(ref _waiting);
        state.Field(ref _isWaiting);
        state.Scratch(_kept);
    }
}
