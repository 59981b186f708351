namespace Spaxiom.Graph;

/// <content>Count: how many values have come.</content>
public static partial class NodeExtensions
{
    /// <summary>How many values its source has brought. Broadcasts whenever the source does.</summary>
    /// <remarks>
    /// Before the source has a value, <see cref="Node{T}.Value"/> is 0 and <see cref="Node{T}.HasValue"/> false; a
    /// value that the source has when this is added counts. A batch is one value. Keeps the number only. It is
    /// <c>csp.count</c>; <c>Count</c> of Rx and R3 brings the number at the end.
    /// </remarks>
    /// <typeparam name="T">The type of the values, which are not read.</typeparam>
    /// <param name="source">Where the values come from.</param>
    public static Node<long> Count<T>(this Node<T> source) =>
        ExecutorOf(source).Add(new RunningCountNode<T>(source));
}

/// <summary>The node of <see cref="NodeExtensions.Count"/>.</summary>
internal sealed class RunningCountNode<T>(Node<T> source) : OperatorNode<T, long>(source)
{
    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        State++;
        return Control.Broadcast;
    }
}
