namespace Spaxiom.Graph;

/// <content>And, on conditions.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// True while both sources are. Broadcasts its first value, whatever it is, and then only changes.
    /// </summary>
    /// <remarks>
    /// Has no value before both sources have one; <see cref="Node{T}.Value"/> is false until then. Keeps nothing else.
    /// </remarks>
    /// <param name="first">One source.</param>
    /// <param name="second">The other one.</param>
    public static Node<bool> And(this Node<bool> first, Node<bool> second) =>
        ExecutorOf(first).Add(new AndNode(first, Guard.NotNull(second)));
}

/// <summary>The node of <see cref="NodeExtensions.And"/>.</summary>
internal sealed class AndNode(Node<bool> first, Node<bool> second) : GateNode(first, second)
{
    private protected override bool Join(bool first, bool second) => first & second;
}
