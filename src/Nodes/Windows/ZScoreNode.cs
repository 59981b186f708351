namespace Spaxiom.Graph;

/// <summary>How many standard deviations the newest sample of a window is from the mean of all.</summary>
internal sealed class ZScoreNode(
    WindowStore window, WindowAspect<Moments> moments, WindowAspect<Ends> ends, int minCount)
    : StatisticNode<double?>(window)
{
    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Scratch(moments);
        state.Scratch(ends);
        state.Constant(minCount);
    }

    private protected override double? Compute()
    {
        if (Window.Value < minCount) return null;
        ref readonly Moments all = ref moments.Current;
        double? deviation = Statistic.Deviation(in all);
        return deviation > 0 ? Statistic.OrNone((ends.Current.Last.Value - all.Mean) / deviation.Value) : null;
    }
}
