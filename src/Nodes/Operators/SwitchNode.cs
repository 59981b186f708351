namespace Spaxiom.Graph;

/// <content>Switch: a condition chooses between two sources.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The value of the one of two sources that a condition selects. Broadcasts when the condition flips, also to an
    /// equal value, and when the selected source broadcasts; not when the other one does, nor when the condition
    /// repeats itself.
    /// </summary>
    /// <remarks>
    /// Has no value before the condition and the selected source have one. Flipped to a source without a value, it
    /// keeps its old value until that source brings one. Keeps the newest value.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="condition">Which one is selected.</param>
    /// <param name="whenTrue">Selected while the condition is true.</param>
    /// <param name="whenFalse">Selected while the condition is false.</param>
    public static Node<T> Switch<T>(this Node<bool> condition, Node<T> whenTrue, Node<T> whenFalse) =>
        ExecutorOf(condition).Add(
            new SwitchNode<T>(condition, Guard.NotNull(whenTrue), Guard.NotNull(whenFalse)));
}

/// <summary>The node of <see cref="NodeExtensions.Switch"/>.</summary>
internal sealed class SwitchNode<T>(Node<bool> condition, Node<T> whenTrue, Node<T> whenFalse)
    : JoinNode<T>(condition, whenTrue, whenFalse)
{
    private readonly Node<bool> _condition = condition;
    private readonly Node<T> _whenTrue = whenTrue;
    private readonly Node<T> _whenFalse = whenFalse;
    private Kept<T> _kept;
    private bool? _selection; // what the condition was when this last ran; null before it had a value

    private protected override bool CanBegin => _condition.HasValue && Selected.HasValue;

    private Node<T> Selected => _condition.Value ? _whenTrue : _whenFalse;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!_condition.HasValue) return Control.Unchanged;
        bool hasFlipped = _selection != _condition.Value;
        _selection = _condition.Value;
        Node<T> selected = Selected;
        if (!selected.HasValue || !(hasFlipped || context.HasMutatedUnchecked(selected))) return Control.Unchanged;
        State = _kept.Take(selected.Value, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Scratch(_kept);
        state.Field(ref _selection);
    }
}
