namespace Spaxiom.Graph;

/// <summary>
/// Whether a moving quantity is on one side of a limit, at the exact instants at which it crosses it.
/// </summary>
internal sealed class LimitNode<T> : Node<bool>
{
    private readonly MovingNode<T> _quantity;
    private readonly T _limit;
    private readonly bool _isBelow; // whether it is about being below the limit
    private Instant _crossing = Instant.MaxValue; // when the quantity is next on the other side
    private WakeUp _wakeUp = new();

    internal LimitNode(MovingNode<T> quantity, T limit, bool isBelow)
    {
        (_quantity, _limit, _isBelow) = (quantity, limit, isBelow);
        TriggeredBy(quantity.Causes);
        ObserverOf(quantity);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        foreach (Node cause in _quantity.Causes)
        {
            if (cause.HasAnyValue) executor.Yield(this);
        }
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Constant(_limit);
        state.Constant(_isBelow);
        state.Field(ref _crossing);
        state.Part(ref _wakeUp);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!_quantity.HasValue) return Control.Unchanged;
        bool isTrue = !State;
        if (!IsCrossing(in context))
        {
            Course course = _quantity.Against(_limit, context.Now);
            isTrue = course.HasValue && (course.Excess < 0) == _isBelow;
            _crossing = course.CrossingAfter(context.Now);
            _wakeUp.Set(in context, course.IsAboutToHaveValue ? new(context.Now.UnixNanoseconds + 1) : _crossing);
        }

        if (HasValue && isTrue == State) return Control.Unchanged;
        State = isTrue;
        return Control.Broadcast;
    }

    /// <summary>
    /// Whether this is the run in which the quantity crosses the limit on its present course. That is not computed
    /// again, since rounding might leave it on the wrong side.
    /// </summary>
    private bool IsCrossing(in CycleContext context)
    {
        if (context.Now < _crossing) return false;
        foreach (Node cause in _quantity.Causes)
        {
            if (context.HasMutated(cause)) return false;
        }

        _crossing = Instant.MaxValue;
        return true;
    }
}
