namespace Spaxiom.Graph.Bench;

/// <summary>Rows for shapes in which single events are timed and the slow ones matter.</summary>
internal static class Latency
{
    /// <summary>
    /// Takes laps of the floor and of the engine in turn. Each percentile is taken lap by lap; of these the floor's
    /// row shows the smallest, the engine's the median.
    /// </summary>
    /// <param name="name">The shape's name; the rows add the percentile.</param>
    /// <param name="per">What a latency belongs to.</param>
    /// <param name="medianBar">What the row of the median must not exceed.</param>
    /// <param name="laps">Laps of each.</param>
    /// <param name="floorName">What the floor is.</param>
    /// <param name="floor">Runs a lap and returns the latencies in nanoseconds.</param>
    /// <param name="engine">The same for the engine.</param>
    /// <param name="percentiles">The rows wanted.</param>
    internal static IReadOnlyList<Row> Rows(
        string name,
        string per,
        Bar medianBar,
        int laps,
        string floorName,
        Func<double[]> floor,
        Func<double[]> engine,
        params double[] percentiles)
    {
        double[][] floorLaps = new double[laps][];
        double[][] engineLaps = new double[laps][];
        for (int i = 0; i < laps; i++) (floorLaps[i], engineLaps[i]) = (Sorted(floor()), Sorted(engine()));
        return [.. percentiles.Select(percentile => new Row
        {
            Name = FormattableString.Invariant($"{name}/p{percentile}"),
            Per = per,
            EngineNs = Statistics.Median(Sorted([.. engineLaps.Select(lap => Statistics.Percentile(lap, percentile))])),
            Floor = floorName,
            FloorNs = floorLaps.Min(lap => Statistics.Percentile(lap, percentile)),
            Bar = percentile == 50 ? medianBar : Bar.None,
        })];
    }

    private static double[] Sorted(double[] values)
    {
        Array.Sort(values);
        return values;
    }
}
