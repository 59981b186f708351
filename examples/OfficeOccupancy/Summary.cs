namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>What a run has seen so far: filled by the effects of the graph, read when the run has ended.</summary>
internal sealed class Summary
{
    private readonly long[] _counts = new long[Enum.GetValues<OfficeEvent>().Length];
    private readonly List<(Instant Time, OfficeEvent Event)> _timeline = [];

    /// <summary>Rows that went through the graph.</summary>
    public long Rows => TruePositives + FalsePositives + TrueNegatives + FalseNegatives;

    /// <summary>Time of the first row; null before it.</summary>
    public Instant? First { get; private set; }

    /// <summary>Time of the last row so far; null before the first.</summary>
    public Instant? Last { get; private set; }

    /// <summary>Every event with its instant, in order.</summary>
    public IReadOnlyList<(Instant Time, OfficeEvent Event)> Timeline => _timeline;

    /// <summary>Rows after whose cycle the room was held occupied, and was.</summary>
    public long TruePositives { get; private set; }

    /// <summary>Rows after whose cycle the room was held occupied, and was not.</summary>
    public long FalsePositives { get; private set; }

    /// <summary>Rows after whose cycle the room was held empty, and was.</summary>
    public long TrueNegatives { get; private set; }

    /// <summary>Rows after whose cycle the room was held empty, and was not.</summary>
    public long FalseNegatives { get; private set; }

    /// <summary>The share of rows for which the room was told rightly; null before the first.</summary>
    public double? Accuracy => Rows == 0 ? null : (double)(TruePositives + TrueNegatives) / Rows;

    /// <summary>The largest mean of the CO2 of 15 minutes after any row, in ppm; null before the first.</summary>
    public double? LargestCo2Mean { get; private set; }

    /// <summary>The temperatures of the last 30 minutes at the last row, in °C; null before the first.</summary>
    public WindowStatistics? Temperature { get; private set; }

    /// <summary>How often an event happened.</summary>
    public long CountOf(OfficeEvent happened) => _counts[(int)happened];

    /// <summary>Takes in an event.</summary>
    public void Add(Instant time, OfficeEvent happened)
    {
        _timeline.Add((time, happened));
        _counts[(int)happened]++;
    }

    /// <summary>Takes in a row and what the graph says once the row's cycle is over.</summary>
    public void Add(in Row row, bool occupied, in WindowStatistics co2, in WindowStatistics temperature)
    {
        First ??= row.Time;
        Last = row.Time;
        if (occupied && row.Truth) TruePositives++;
        else if (occupied) FalsePositives++;
        else if (row.Truth) FalseNegatives++;
        else TrueNegatives++;

        if (!(LargestCo2Mean >= co2.Mean)) LargestCo2Mean = co2.Mean;
        Temperature = temperature;
    }
}
