namespace Spaxiom.Graph;

/// <summary>A quantity of a held signal that moves with time. The window leaves with its last statistic.</summary>
internal abstract class HeldQuantity : MovingNode<double?>
{
    private readonly Node[] _causes;

    private protected HeldQuantity(HeldStore window)
    {
        (Window, _causes) = (window, [window]);
        TriggeredBy(window);
    }

    /// <inheritdoc/>
    internal sealed override ReadOnlySpan<Node> Causes => _causes;

    /// <summary>The window whose quantity it is.</summary>
    private protected HeldStore Window { get; }

    /// <inheritdoc/>
    protected sealed override void OnInit(Executor executor)
    {
        if (Window.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected sealed override void OnDrop() => Window.SweepIfUnused();

    /// <inheritdoc/>
    protected sealed override Control OnCycle(in CycleContext context)
    {
        if (!Window.HasValue) return Control.Unchanged;
        double? next = ValueAt(context.Now);
        if (HasValue && Nullable.Equals(next, State)) return Control.Unchanged;
        State = next;
        return Control.Broadcast;
    }
}
