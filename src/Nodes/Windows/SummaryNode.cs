namespace Spaxiom.Graph;

/// <summary>Computes a quantity from a summary of at least one sample.</summary>
/// <typeparam name="TAggregate">The summary.</typeparam>
/// <typeparam name="TResult">The type of the quantity, in which null is none.</typeparam>
internal delegate TResult Formula<TAggregate, TResult>(in TAggregate summary);

/// <summary>A quantity that follows from a summary of the samples, when there are enough of them.</summary>
/// <typeparam name="TAggregate">The summary.</typeparam>
/// <typeparam name="TResult">The type of the quantity, in which null is none.</typeparam>
internal sealed class SummaryNode<TAggregate, TResult>(
    WindowStore window, WindowAspect<TAggregate> summary, Formula<TAggregate, TResult> formula, int minCount)
    : StatisticNode<TResult>(window)
    where TAggregate : struct
{
    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Scratch(summary);
        state.Constant(minCount);
    }

    private protected override TResult Compute() =>
        Window.Value >= minCount ? formula(in summary.Current) : default!;
}
