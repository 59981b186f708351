namespace Spaxiom.Graph;

/// <content>Switch: a condition chooses between two sources.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="SwitchNode{T}"/>
    /// <param name="condition">Which one is selected.</param>
    /// <param name="whenTrue">Selected while the condition is true.</param>
    /// <param name="whenFalse">Selected while the condition is false.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<T> Switch<T>(
        this Node<bool> condition, Node<T> whenTrue, Node<T> whenFalse, string? name = null) =>
        ExecutorOf(condition).Add(new SwitchNode<T>(condition, whenTrue, whenFalse) { Name = name });
}

/// <summary>
/// The value of the one of two sources that a condition selects. Broadcasts when the condition flips, also to an equal
/// value, and when the selected source broadcasts; not when the other one does, nor when the condition repeats itself.
/// </summary>
/// <remarks>
/// Has no value before the condition and the selected source have one. Flipped to a source without a value, it keeps
/// its old value until that source brings one. Keeps the newest value.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class SwitchNode<T> : Node<T>
{
    private readonly Node<bool> _condition;
    private readonly Node<T> _whenTrue;
    private readonly Node<T> _whenFalse;
    private bool? _selection; // what the condition was when this last ran; null before it had a value

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="condition">Which one is selected.</param>
    /// <param name="whenTrue">Selected while the condition is true.</param>
    /// <param name="whenFalse">Selected while the condition is false.</param>
    public SwitchNode(Node<bool> condition, Node<T> whenTrue, Node<T> whenFalse)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(whenTrue);
        ArgumentNullException.ThrowIfNull(whenFalse);
        (_condition, _whenTrue, _whenFalse) = (condition, whenTrue, whenFalse);
        TriggeredBy(condition, whenTrue, whenFalse);
    }

    private Node<T> Selected => _condition.Value ? _whenTrue : _whenFalse;

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (_condition.HasValue && Selected.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!_condition.HasValue) return Control.Unchanged;
        bool hasFlipped = _selection != _condition.Value;
        _selection = _condition.Value;
        Node<T> selected = Selected;
        if (!selected.HasValue || !(hasFlipped || context.HasMutated(selected))) return Control.Unchanged;
        State = selected.Value;
        return Control.Broadcast;
    }
}
