namespace Spaxiom.Graph;

/// <content>Or, on conditions.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// True while at least one of two sources is. Broadcasts its first value, whatever it is, and then only changes.
    /// </summary>
    /// <remarks>
    /// Has no value before both sources have one; <see cref="Node{T}.Value"/> is false until then. Keeps nothing else.
    /// </remarks>
    /// <param name="first">One source.</param>
    /// <param name="second">The other one.</param>
    public static Node<bool> Or(this Node<bool> first, Node<bool> second) =>
        ExecutorOf(first).Add(new OrNode(first, Guard.NotNull(second)));
}

/// <summary>The node of <see cref="NodeExtensions.Or"/>.</summary>
internal sealed class OrNode(Node<bool> first, Node<bool> second) : GateNode(first, second)
{
    private protected override bool Join(bool first, bool second) => first | second;
}
