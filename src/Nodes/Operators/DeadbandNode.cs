using System.Numerics;

namespace Spaxiom.Graph;

/// <content>DistinctUntilChanged with a tolerance.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Its source without small changes: broadcasts when the source brings a value that is at least the tolerance away
    /// from the last one broadcast, so that a slow drift is not lost. Equal values are always dropped, and NaN equals
    /// NaN.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one; the first is always broadcast. Keeps the last value broadcast.
    /// </remarks>
    /// <typeparam name="T">A floating-point type.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="tolerance">Changes smaller than this are dropped; finite, from 0, in the source's unit.</param>
    public static Node<T> DistinctUntilChanged<T>(this Node<T> source, T tolerance)
        where T : struct, IFloatingPointIeee754<T> =>
        ExecutorOf(source).Add(new DeadbandNode<T>(source, Guard.NotNegativeFinite(tolerance)));
}

/// <summary>The node of <see cref="NodeExtensions.DistinctUntilChanged{T}(Node{T}, T)"/>.</summary>
internal sealed class DeadbandNode<T>(Node<T> source, T tolerance) : OperatorNode<T, T>(source)
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly T _tolerance = tolerance;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        T value = Source.Value;
        if (HasValue && (value.Equals(State) || T.Abs(value - State) < _tolerance)) return Control.Unchanged;
        State = value;
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_tolerance);
    }
}
