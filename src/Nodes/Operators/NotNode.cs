namespace Spaxiom.Graph;

/// <content>Not, on a condition.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="NotNode"/>
    /// <param name="source">What is negated.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<bool> Not(this Node<bool> source, string? name = null) =>
        ExecutorOf(source).Add(new NotNode(source) { Name = name });
}

/// <summary>
/// True while its source is false. Broadcasts its first value, whatever it is, and then only changes.
/// </summary>
/// <remarks>
/// Has no value before the source has one; <see cref="Node{T}.Value"/> is false until then. Keeps nothing else.
/// </remarks>
public sealed class NotNode : Node<bool>
{
    private readonly Node<bool> _source;

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="source">What is negated.</param>
    public NotNode(Node<bool> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
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
        if (!_source.HasValue || (HasValue && State == !_source.Value)) return Control.Unchanged;
        State = !_source.Value;
        return Control.Broadcast;
    }
}
