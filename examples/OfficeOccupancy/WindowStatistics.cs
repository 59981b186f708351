namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>What a window of time holds. Statistics of two parts add up to those of the whole; the default is an empty
/// part.</summary>
/// <param name="Count">How many values.</param>
/// <param name="Sum">Their sum, in their unit.</param>
/// <param name="Minimum">The least; meaningless while there are none.</param>
/// <param name="Maximum">The largest; meaningless while there are none.</param>
internal readonly record struct WindowStatistics(int Count, double Sum, double Minimum, double Maximum)
{
    /// <summary>The mean; null while there are no values.</summary>
    public double? Mean => Count == 0 ? null : Sum / Count;

    /// <summary>Statistics of one value.</summary>
    public static WindowStatistics Of(double value) => new(1, value, value, value);

    /// <summary>Statistics of both parts together.</summary>
    public static WindowStatistics operator +(WindowStatistics a, WindowStatistics b) =>
        a.Count == 0 ? b
        : b.Count == 0 ? a
        : new(a.Count + b.Count, a.Sum + b.Sum, Math.Min(a.Minimum, b.Minimum), Math.Max(a.Maximum, b.Maximum));
}
