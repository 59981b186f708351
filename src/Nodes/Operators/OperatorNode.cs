namespace Spaxiom.Graph;

/// <summary>
/// An operator with one source, which wakes it. It takes every value that the source broadcasts, and first the one that
/// the source has when the operator is added; a run that anybody else asked for brings nothing.
/// </summary>
/// <typeparam name="TSource">The type of the source's value.</typeparam>
/// <typeparam name="TResult">The type of the operator's own value.</typeparam>
internal abstract class OperatorNode<TSource, TResult> : Node<TResult>
{
    private bool _hasTaken; // whether a value was ever taken

    /// <summary>An operator that has no value before its first broadcast.</summary>
    /// <param name="source">Where the values come from; it also wakes the operator.</param>
    private protected OperatorNode(Node<TSource> source)
    {
        Source = source;
        TriggeredBy(source);
    }

    /// <summary>Where the values come from.</summary>
    private protected Node<TSource> Source { get; }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (Source.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state) => state.Field(ref _hasTaken);

    /// <summary>Takes the source's value, if it brings one in this cycle: each value is taken once.</summary>
    /// <returns>False when the value is none or not a new one.</returns>
    private protected bool TryTake(in CycleContext context)
    {
        if (!context.HasMutatedUnchecked(Source) && (_hasTaken || !Source.HasValue)) return false;
        _hasTaken = true;
        return true;
    }
}
