namespace Spaxiom.Graph;

/// <summary>The mean of a held signal, weighted by time.</summary>
internal sealed class HeldMeanNode(HeldStore window) : HeldQuantity(window)
{
    /// <inheritdoc/>
    internal override Course Against(double? limit, Instant now)
    {
        HeldMean mean = Window.MeanAt(now);
        bool isHeld = !double.IsNaN(Window.Newest);
        if (mean.Covered == 0) return isHeld ? Course.NotYet : Course.None;
        double level = limit!.Value;
        double coming = isHeld ? Window.Newest - level : 0;
        double going = double.IsNaN(Window.Oldest) ? 0 : Window.Oldest - level;
        return new(mean.ExcessOver(level), coming - going);
    }

    /// <inheritdoc/>
    private protected override double? ValueAt(Instant when)
    {
        HeldMean mean = Window.MeanAt(when);
        return mean.Covered == 0 ? null : Statistic.OrNone(mean.Mean);
    }
}
