namespace Spaxiom.Graph;

/// <summary>A quantile of the samples of a window.</summary>
internal sealed class QuantileNode(WindowStore window, OrderTree order, double probability, int minCount)
    : StatisticNode<double?>(window)
{
    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Scratch(order);
        state.Constant(probability);
        state.Constant(minCount);
    }

    private protected override double? Compute()
    {
        int count = order.Count;
        if (count < minCount) return null;
        double place = (count - 1) * probability;
        int below = (int)place;
        double low = order[below];
        if (place == below) return low;
        double high = order[below + 1];
        return Statistic.OrNone(low + ((place - below) * (high - low)));
    }
}
