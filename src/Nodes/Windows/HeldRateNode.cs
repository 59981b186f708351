namespace Spaxiom.Graph;

/// <summary>How fast a held signal has changed over the whole of a window.</summary>
internal sealed class HeldRateNode(HeldStore window) : StatisticNode<double?>(window)
{
    private protected override double? Compute() =>
        Statistic.OrNone((window.Newest - window.Oldest) / window.Length.Seconds);
}
