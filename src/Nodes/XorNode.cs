namespace Spaxiom.Graph;

/// <content>Xor, on conditions.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="XorNode"/>
    /// <param name="first">One source.</param>
    /// <param name="second">The other one.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<bool> Xor(this Node<bool> first, Node<bool> second, string? name = null) =>
        ExecutorOf(first).Add(new XorNode(first, second) { Name = name });
}

/// <summary>
/// True while exactly one of two sources is. Broadcasts its first value, whatever it is, and then only changes.
/// </summary>
/// <remarks>
/// Has no value before both sources have one; <see cref="Node{T}.Value"/> is false until then. Keeps nothing else.
/// </remarks>
public sealed class XorNode : Node<bool>
{
    private readonly Node<bool> _first;
    private readonly Node<bool> _second;

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="first">One source.</param>
    /// <param name="second">The other one.</param>
    public XorNode(Node<bool> first, Node<bool> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        (_first, _second) = (first, second);
        TriggeredBy(first, second);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (_first.HasValue && _second.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!_first.HasValue || !_second.HasValue) return Control.Unchanged;
        bool next = _first.Value ^ _second.Value;
        if (HasValue && next == State) return Control.Unchanged;
        State = next;
        return Control.Broadcast;
    }
}
