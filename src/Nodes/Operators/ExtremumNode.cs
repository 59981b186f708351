namespace Spaxiom.Graph;

/// <summary>The value of its source that is ahead of all others, by some order: it broadcasts every new one.</summary>
internal abstract class ExtremumNode<T>(Node<T> source, IComparer<T>? comparer) : OperatorNode<T, T>(source)
{
    private readonly IComparer<T>? _comparer = comparer; // null for the type's own: no interface call
    private Kept<T> _kept;

    /// <inheritdoc/>
    protected sealed override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context) || (HasValue && !IsAhead(Compare(Source.Value, State)))) return Control.Unchanged;
        State = _kept.Take(Source.Value, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected sealed override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Scratch(_kept);
    }

    /// <summary>Whether a value is ahead of another to which it compares like this.</summary>
    private protected abstract bool IsAhead(int comparison);

    private int Compare(T value, T other) =>
        _comparer is null ? Comparer<T>.Default.Compare(value, other) : _comparer.Compare(value, other);
}
