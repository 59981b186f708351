namespace Spaxiom.Graph;

/// <content>DistinctUntilChanged: repeats are dropped.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="DistinctUntilChangedNode{T}"/>
    /// <param name="source">Where the values come from.</param>
    /// <param name="comparer">What is equal; by default the type's own equality, in which NaN equals NaN.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<T> DistinctUntilChanged<T>(
        this Node<T> source, IEqualityComparer<T>? comparer = null, string? name = null) =>
        ExecutorOf(source).Add(new DistinctUntilChangedNode<T>(source, comparer) { Name = name });
}

/// <summary>
/// Its source without repeats: broadcasts when the source brings a value that differs from the last one broadcast.
/// </summary>
/// <remarks>
/// Has no value before the source has one; the first is always broadcast. Keeps the last value broadcast. By default a
/// structure should implement <see cref="IEquatable{T}"/>, as records do, or each comparison allocates.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class DistinctUntilChangedNode<T> : Node<T>
{
    private readonly Node<T> _source;
    private readonly IEqualityComparer<T>? _comparer; // null for the type's own, which needs no interface call

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="source">Where the values come from.</param>
    /// <param name="comparer">What is equal; by default the type's own equality, in which NaN equals NaN.</param>
    public DistinctUntilChangedNode(Node<T> source, IEqualityComparer<T>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        (_source, _comparer) = (source, comparer);
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
        if (HasValue && IsRepeat(_source.Value)) return Control.Unchanged;
        State = _source.Value;
        return Control.Broadcast;
    }

    private bool IsRepeat(T value) =>
        _comparer is null ? EqualityComparer<T>.Default.Equals(State, value) : _comparer.Equals(State, value);
}
