namespace Spaxiom.Graph;

/// <content>Delay by count.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// What its source brought a number of values ago. Broadcasts whenever the source does, once that many have come
    /// before.
    /// </summary>
    /// <remarks>
    /// Has no value before; a value that the source has when this is added counts as the first. Keeps as many values as
    /// the count says.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="count">How many values later each one comes; zero lets it pass at once. Not negative.</param>
    public static Node<T> Delay<T>(this Node<T> source, int count) =>
        ExecutorOf(source).Add(new DelayByCountNode<T>(source, Guard.NotNegative(count)));
}

/// <summary>The node of <see cref="NodeExtensions.Delay{T}(Node{T}, int)"/>.</summary>
internal sealed class DelayByCountNode<T>(Node<T> source, int count) : OperatorNode<T, T>(source)
{
    private BoundedRing<T> _before = new(count); // the newest values, up to the count
    private Kept<T> _kept;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        if (_before.Capacity == 0)
        {
            State = _kept.Take(Source.Value, context.Poisons);
            return Control.Broadcast;
        }

        T newest = _kept.Keep(Source.Value);
        if (_before.TryEnqueue(newest)) return Control.Unchanged;
        State = _kept.Show(_before.Dequeue(), context.Poisons);
        _before.TryEnqueue(newest);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Part(ref _before);
        state.Scratch(_kept);
    }
}
