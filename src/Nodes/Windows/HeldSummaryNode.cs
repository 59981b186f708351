namespace Spaxiom.Graph;

/// <summary>A quantity that follows from a summary of the values that a signal had within a window.</summary>
/// <typeparam name="TAggregate">The summary.</typeparam>
internal sealed class HeldSummaryNode<TAggregate>(
    HeldStore window, SlidingAggregate<TAggregate, HeldSegment> between, Formula<TAggregate, double?> formula)
    : StatisticNode<double?>(window)
    where TAggregate : struct, IAggregate<TAggregate, HeldSegment>
{
    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state) => state.Scratch(between);

    private protected override double? Compute()
    {
        TAggregate all = window.Complete(between);
        return formula(in all);
    }
}
