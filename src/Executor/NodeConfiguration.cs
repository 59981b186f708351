namespace Spaxiom.Graph;

/// <summary>What any node can be given after it was added: a label and an error policy.</summary>
public static class NodeConfiguration
{
    /// <summary>Gives the node a label for people, in place of the one it has.</summary>
    /// <typeparam name="TNode">The type of the node, which is kept.</typeparam>
    /// <param name="node">A node; it may be in a graph already.</param>
    /// <param name="name">Any string, not necessarily unique.</param>
    /// <returns>The same node.</returns>
    /// <exception cref="InvalidOperationException">
    /// Called inside a cycle, where no node may be added either, or the node's label is fixed.
    /// </exception>
    public static TNode Named<TNode>(this TNode node, string name)
        where TNode : Node
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(name);
        node.CheckConfigurable(nameof(Named));
        node.Rename(name);
        return node;
    }

    /// <summary>Says what happens from now on when the node throws.</summary>
    /// <remarks>
    /// <c>OnInit</c> has run by the time an operator is returned: for a policy that is to cover it, use the
    /// initialiser of <see cref="Node.ErrorPolicy"/> or the builder.
    /// </remarks>
    /// <typeparam name="TNode">The type of the node, which is kept.</typeparam>
    /// <param name="node">A node; it may be in a graph already.</param>
    /// <param name="policy">What happens when it throws.</param>
    /// <returns>The same node.</returns>
    /// <exception cref="InvalidOperationException">
    /// Called inside a cycle, where no node may be added either.
    /// </exception>
    public static TNode OnError<TNode>(this TNode node, ErrorPolicy policy)
        where TNode : Node
    {
        ArgumentNullException.ThrowIfNull(node);
        Guard.Defined(policy);
        node.CheckConfigurable(nameof(OnError));
        node.SetErrorPolicy(policy);
        return node;
    }
}
