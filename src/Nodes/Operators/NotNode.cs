namespace Spaxiom.Graph;

/// <content>Not, on a condition.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// True while its source is false. Broadcasts its first value, whatever it is, and then only changes.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one; <see cref="Node{T}.Value"/> is false until then. Keeps nothing else.
    /// </remarks>
    /// <param name="source">What is negated.</param>
    public static Node<bool> Not(this Node<bool> source) => ExecutorOf(source).Add(new NotNode(source));
}

/// <summary>The node of <see cref="NodeExtensions.Not"/>.</summary>
internal sealed class NotNode(Node<bool> source) : OperatorNode<bool, bool>(source)
{
    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context) || (HasValue && State == !Source.Value)) return Control.Unchanged;
        State = !Source.Value;
        return Control.Broadcast;
    }
}
