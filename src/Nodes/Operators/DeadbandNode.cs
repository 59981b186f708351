using System.Numerics;

namespace Spaxiom.Graph;

/// <content>DistinctUntilChanged with a tolerance.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="DeadbandNode{T}"/>
    /// <param name="source">Where the values come from.</param>
    /// <param name="tolerance">Changes smaller than this are dropped; finite, from 0, in the source's unit.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<T> DistinctUntilChanged<T>(this Node<T> source, T tolerance, string? name = null)
        where T : struct, IFloatingPointIeee754<T> =>
        ExecutorOf(source).Add(new DeadbandNode<T>(source, tolerance) { Name = name });
}

/// <summary>
/// Its source without small changes: broadcasts when the source brings a value that is at least the tolerance away from
/// the last one broadcast, so that a slow drift is not lost. Equal values are always dropped, and NaN equals NaN.
/// </summary>
/// <remarks>
/// Has no value before the source has one; the first is always broadcast. Keeps the last value broadcast.
/// </remarks>
/// <typeparam name="T">A floating-point type.</typeparam>
public sealed class DeadbandNode<T> : Node<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Node<T> _source;
    private readonly T _tolerance;

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="source">Where the values come from.</param>
    /// <param name="tolerance">Changes smaller than this are dropped; finite, from 0, in the source's unit.</param>
    public DeadbandNode(Node<T> source, T tolerance)
    {
        ArgumentNullException.ThrowIfNull(source);
        (_source, _tolerance) = (source, Guard.NotNegativeFinite(tolerance));
        TriggeredBy(source);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (_source.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!context.Brings(_source, isFirst: !HasValue)) return Control.Unchanged;
        T value = _source.Value;
        if (HasValue && (value.Equals(State) || T.Abs(value - State) < _tolerance)) return Control.Unchanged;
        State = value;
        return Control.Broadcast;
    }
}
