namespace Spaxiom.Graph;

/// <summary>All samples of one step of a long window, as a summary.</summary>
[ValueCodec(typeof(RawCodec<WindowStep>))]
internal readonly struct WindowStep : IWindowItem, IAggregate<WindowStep>
{
    private WindowStep(
        Instant end, Ends ends, Moments moments, CompensatedSum sum, Lowest lowest, Highest highest, Trend trend)
    {
        (Time, Ends, Moments, Sum) = (end, ends, moments, sum);
        (Lowest, Highest, Trend) = (lowest, highest, trend);
    }

    /// <summary>The step's last instant.</summary>
    public Instant Time { get; }

    internal Ends Ends { get; }

    internal Moments Moments { get; }

    internal CompensatedSum Sum { get; }

    internal Lowest Lowest { get; }

    internal Highest Highest { get; }

    internal Trend Trend { get; }

    /// <summary>A step with one sample.</summary>
    internal static WindowStep Of(Instant end, in WindowSample sample) => new(
        end,
        new Ends(sample, sample),
        Moments.Of(in sample),
        CompensatedSum.Of(in sample),
        Lowest.Of(in sample),
        Highest.Of(in sample),
        Trend.Of(in sample));

    public static WindowStep Merge(in WindowStep older, in WindowStep newer) => new(
        newer.Time,
        new Ends(older.Ends.First, newer.Ends.Last),
        Moments.Merge(older.Moments, newer.Moments),
        CompensatedSum.Merge(older.Sum, newer.Sum),
        Lowest.Merge(older.Lowest, newer.Lowest),
        Highest.Merge(older.Highest, newer.Highest),
        Trend.Merge(older.Trend, newer.Trend));
}
