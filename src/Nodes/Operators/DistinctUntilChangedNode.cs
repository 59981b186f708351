namespace Spaxiom.Graph;

/// <content>DistinctUntilChanged: repeats are dropped.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Its source without repeats: broadcasts when the source brings a value that differs from the last one broadcast.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one; the first is always broadcast. Keeps the last value broadcast. By
    /// default a structure should implement <see cref="IEquatable{T}"/>, as records do, or each comparison allocates;
    /// batches are equal if their items are.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="comparer">What is equal; by default the type's own equality, in which NaN equals NaN.</param>
    public static Node<T> DistinctUntilChanged<T>(this Node<T> source, IEqualityComparer<T>? comparer = null) =>
        ExecutorOf(source).Add(new DistinctUntilChangedNode<T>(source, comparer));
}

/// <summary>The node of <see cref="NodeExtensions.DistinctUntilChanged{T}(Node{T}, IEqualityComparer{T})"/>.</summary>
internal sealed class DistinctUntilChangedNode<T>(Node<T> source, IEqualityComparer<T>? comparer)
    : OperatorNode<T, T>(source)
{
    private readonly IEqualityComparer<T>? _comparer = comparer; // null for the type's own: no interface call
    private Kept<T> _kept;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context) || (HasValue && IsRepeat(Source.Value))) return Control.Unchanged;
        State = _kept.Take(Source.Value, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Scratch(_kept);
    }

    private bool IsRepeat(T value) =>
        _comparer is null ? _kept.AreEqual(State, value) : _comparer.Equals(State, value);
}
