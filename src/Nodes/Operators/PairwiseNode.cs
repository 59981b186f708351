namespace Spaxiom.Graph;

/// <content>Pairwise: each value together with the one before.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Each value of its source together with the one before. Broadcasts whenever the source does, from its second
    /// value on.
    /// </summary>
    /// <remarks>
    /// Has no value before; a value that the source has when this is added counts as the first. Keeps these two values.
    /// It is <c>Pairwise</c> of R3.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    public static Node<(T Previous, T Current)> Pairwise<T>(this Node<T> source) =>
        ExecutorOf(source).Add(new PairwiseNode<T>(source));
}

/// <summary>The node of <see cref="NodeExtensions.Pairwise"/>.</summary>
internal sealed class PairwiseNode<T>(Node<T> source) : OperatorNode<T, (T Previous, T Current)>(source)
{
    private Kept<T> _kept;
    private T _newest = default!;
    private bool _hasNewest;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        T previous = _newest;
        _newest = _kept.Keep(Source.Value);
        if (!_hasNewest)
        {
            _hasNewest = true;
            return Control.Unchanged;
        }

        _kept.Release(State.Previous, context.Poisons);
        State = (previous, _newest);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Field(ref _newest);
        state.Field(ref _hasNewest);
        state.Scratch(_kept);
    }
}
