namespace Spaxiom.Graph;

/// <summary>
/// A quantity of a window: broadcasts its first value, a missing one included, and then only changes. The window leaves
/// with its last statistic.
/// </summary>
/// <typeparam name="T">The type of the quantity.</typeparam>
internal abstract class StatisticNode<T> : Node<T>
{
    private protected StatisticNode(WindowStore window)
    {
        Window = window;
        TriggeredBy(window);
    }

    /// <summary>The window whose quantity it is.</summary>
    private protected WindowStore Window { get; }

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
        T next = Compute();
        if (HasValue && EqualityComparer<T>.Default.Equals(next, State)) return Control.Unchanged;
        State = next;
        return Control.Broadcast;
    }

    /// <summary>The quantity as it is now.</summary>
    private protected abstract T Compute();
}
