using System.Numerics;

namespace Spaxiom.Graph;

/// <content>Sum: all values that have come, added up.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The sum of all values of its source. Broadcasts whenever the source does. A sum that its type cannot hold is an
    /// <see cref="OverflowException"/> in the cycle; the sum then stays what it was.
    /// </summary>
    /// <remarks>
    /// Before the source has a value, <see cref="Node{T}.Value"/> is 0 and <see cref="Node{T}.HasValue"/> false; a
    /// value that the source has when this is added counts. Keeps the sum only: of floating-point numbers it is rounded
    /// with every value, and a NaN stays in it. <c>Sum</c> of Rx and R3 brings the sum at the end.
    /// </remarks>
    /// <typeparam name="T">The type of the numbers, in which they are added up.</typeparam>
    /// <param name="source">Where the numbers come from.</param>
    public static Node<T> Sum<T>(this Node<T> source)
        where T : INumberBase<T> =>
        ExecutorOf(source).Add(new RunningSumNode<T>(source));
}

/// <summary>The node of <see cref="NodeExtensions.Sum"/>.</summary>
internal sealed class RunningSumNode<T> : OperatorNode<T, T>
    where T : INumberBase<T>
{
    internal RunningSumNode(Node<T> source)
        : base(source) => State = T.Zero;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        State = checked(State + Source.Value);
        return Control.Broadcast;
    }
}
