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
/// <inheritdoc cref="GateNode" path="/remarks"/>
public sealed class XorNode : GateNode
{
    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="first">One source.</param>
    /// <param name="second">The other one.</param>
    public XorNode(Node<bool> first, Node<bool> second)
        : base(first, second)
    {
    }

    private protected override bool Join(bool first, bool second) => first ^ second;
}
