namespace Spaxiom.Graph.Bench;

/// <summary>Whether cost grows in a line.</summary>
internal static class Slope
{
    /// <summary>
    /// Times contenders of which each has one unit of work more than the one before, and compares what a unit costs
    /// in the later half (the row's engine) with what it costs in the earlier half (its floor). On a line both cost
    /// the same. Each contender counts by its fastest lap, because both sides are the engine.
    /// </summary>
    internal static Row Compare(string name, string per, Bar bar, string floorName, Contender[] contenders)
    {
        double[] times = [.. Race.Run(contenders).Select(laps => laps[0])];
        int half = times.Length / 2;
        return new Row
        {
            Name = name,
            Per = per,
            EngineNs = OfLine(times.AsSpan(half)),
            Floor = floorName,
            FloorNs = OfLine(times.AsSpan(0, half)),
            Bar = bar,
        };
    }

    /// <summary>The slope of the line with the least squares.</summary>
    private static double OfLine(ReadOnlySpan<double> heights)
    {
        double middle = (heights.Length - 1) / 2.0, products = 0, squares = 0;
        for (int i = 0; i < heights.Length; i++)
        {
            products += (i - middle) * heights[i];
            squares += (i - middle) * (i - middle);
        }

        return products / squares;
    }
}
