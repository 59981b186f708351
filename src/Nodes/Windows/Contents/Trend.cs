namespace Spaxiom.Graph;

/// <summary>Values against time: what a straight line through them is computed from.</summary>
/// <remarks>
/// Times are kept as seconds from an exact instant among the items, so that they are as precise after years as at the
/// start, and values as distances from one of them. Merged as <see cref="Moments"/> are, with products in place of
/// squares.
/// </remarks>
[ValueCodec(typeof(RawCodec<Trend>))]
internal readonly struct Trend : IAggregate<Trend, WindowSample>, IAggregate<Trend, WindowStep>
{
    private readonly long _count;
    private readonly Instant _origin;
    private readonly double _meanTime;  // in seconds after _origin
    private readonly double _value;     // one of the values
    private readonly double _meanValue; // as its distance from _value
    private readonly double _timeSquares;   // squared deviations of the times, summed
    private readonly double _products;      // deviations of times by those of values, summed

    private Trend(
        long count,
        Instant origin,
        double meanTime,
        double value,
        double meanValue,
        double timeSquares,
        double products)
    {
        (_count, _origin, _meanTime, _value, _meanValue) = (count, origin, meanTime, value, meanValue);
        (_timeSquares, _products) = (timeSquares, products);
    }

    /// <summary>The least-squares line's rise per second; null while all values belong to one instant.</summary>
    internal double? Slope => _timeSquares > 0 ? _products / _timeSquares : null;

    public static Trend Of(in WindowSample item) => new(1, item.Time, 0, item.Value, 0, 0, 0);

    public static Trend Of(in WindowStep item) => item.Trend;

    public static Trend Merge(in Trend older, in Trend newer)
    {
        if (older._count == 0) return newer;
        if (newer._count == 0) return older;
        long count = older._count + newer._count;
        double share = (double)newer._count / count;
        double weight = older._count * share;
        double later = SecondsBetween(older._origin, newer._origin) + newer._meanTime - older._meanTime;
        double higher = newer._value - older._value + (newer._meanValue - older._meanValue);
        return new(
            count,
            older._origin,
            older._meanTime + (later * share),
            older._value,
            older._meanValue + (higher * share),
            older._timeSquares + newer._timeSquares + (later * later * weight),
            older._products + newer._products + (later * higher * weight));
    }

    private static double SecondsBetween(Instant start, Instant end) =>
        (end.UnixNanoseconds - start.UnixNanoseconds) / 1e9;
}
