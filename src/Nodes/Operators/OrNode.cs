namespace Spaxiom.Graph;

/// <content>Or, on conditions.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="OrNode"/>
    /// <param name="first">One source.</param>
    /// <param name="second">The other one.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<bool> Or(this Node<bool> first, Node<bool> second, string? name = null) =>
        ExecutorOf(first).Add(new OrNode(first, second) { Name = name });
}

/// <summary>
/// True while at least one of two sources is. Broadcasts its first value, whatever it is, and then only changes.
/// </summary>
/// <inheritdoc cref="GateNode" path="/remarks"/>
public sealed class OrNode : GateNode
{
    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="first">One source.</param>
    /// <param name="second">The other one.</param>
    public OrNode(Node<bool> first, Node<bool> second)
        : base(first, second)
    {
    }

    private protected override bool Join(bool first, bool second) => first | second;
}
