using System.Numerics;

namespace Spaxiom.Graph;

/// <content>Average: the mean of all values that have come.</content>
public static partial class NodeExtensions
{
    /// <summary>The mean of all values of its source. Broadcasts whenever the source does.</summary>
    /// <remarks>
    /// Has no value before the source has one, which counts. Keeps the mean, the sum and the number of values: the sum
    /// is a <see cref="double"/>, exact for integers up to 2^53, and a NaN stays in it. <c>Average</c> of Rx and R3
    /// brings the mean at the end.
    /// </remarks>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="source">Where the numbers come from.</param>
    public static Node<double> Average<T>(this Node<T> source)
        where T : INumberBase<T> =>
        ExecutorOf(source).Add(new RunningAverageNode<T>(source));
}

/// <summary>The node of <see cref="NodeExtensions.Average"/>.</summary>
internal sealed class RunningAverageNode<T>(Node<T> source) : OperatorNode<T, double>(source)
    where T : INumberBase<T>
{
    private double _sum;
    private long _count;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        _sum += double.CreateChecked(Source.Value);
        _count++;
        State = _sum / _count;
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Field(ref _sum);
        state.Field(ref _count);
    }
}
