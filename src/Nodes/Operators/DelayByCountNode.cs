namespace Spaxiom.Graph;

/// <content>Delay by count.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="DelayByCountNode{T}"/>
    /// <param name="source">Where the values come from.</param>
    /// <param name="count">How many values later each one comes; zero lets it pass at once. Not negative.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<T> Delay<T>(this Node<T> source, int count, string? name = null) =>
        ExecutorOf(source).Add(new DelayByCountNode<T>(source, count) { Name = name });
}

/// <summary>
/// What its source brought a number of values ago. Broadcasts whenever the source does, once that many have come
/// before.
/// </summary>
/// <remarks>
/// Has no value before; a value that the source has when this is added counts as the first. Keeps as many values as the
/// count says.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class DelayByCountNode<T> : Node<T>
{
    private readonly Node<T> _source;
    private BoundedRing<T> _before; // the newest values, up to the count
    private bool _hasBegun;

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="source">Where the values come from.</param>
    /// <param name="count">How many values later each one comes; zero lets it pass at once. Not negative.</param>
    public DelayByCountNode(Node<T> source, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        (_source, _before) = (source, new BoundedRing<T>(Guard.NotNegative(count)));
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
        if (!context.Brings(_source, isFirst: !_hasBegun)) return Control.Unchanged;
        _hasBegun = true;
        if (_before.Capacity == 0)
        {
            State = _source.Value;
            return Control.Broadcast;
        }

        if (_before.TryEnqueue(_source.Value)) return Control.Unchanged;
        State = _before.Dequeue();
        _before.TryEnqueue(_source.Value);
        return Control.Broadcast;
    }
}
