namespace Spaxiom.Graph;

/// <content>Never: a source without values.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Never has a value and never broadcasts: stands in for a source that is not there. Keeps nothing. It is
    /// <c>Never</c> of Rx and R3.
    /// </summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="executor">The executor it is in.</param>
    public static Node<T> Never<T>(this Executor executor)
    {
        ArgumentNullException.ThrowIfNull(executor);
        return executor.Add(new NeverNode<T>());
    }
}

/// <summary>The node of <see cref="NodeExtensions.Never"/>.</summary>
internal sealed class NeverNode<T> : Node<T>
{
    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context) => Control.Unchanged;
}
