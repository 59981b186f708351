namespace Spaxiom.Graph.Bench;

/// <summary>Figures of a sorted sample.</summary>
internal static class Statistics
{
    /// <summary>The middle one; of an even count the later of the two.</summary>
    internal static double Median(double[] ascending) => Percentile(ascending, 50);

    /// <summary>The smallest that at least so many percent do not exceed.</summary>
    internal static double Percentile(double[] ascending, double percent)
    {
        int place = (int)(ascending.Length * percent / 100);
        return ascending[Math.Min(place, ascending.Length - 1)];
    }
}
