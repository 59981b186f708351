namespace Spaxiom.Graph;

/// <summary>Two numbers of one instant.</summary>
[ValueCodec(typeof(RawCodec<PairSample>))]
internal readonly struct PairSample(Instant time, double first, double second) : IWindowItem
{
    /// <inheritdoc/>
    public Instant Time { get; } = time;

    internal double First { get; } = first;

    internal double Second { get; } = second;
}

/// <summary>Means and spreads of pairs of numbers, and how they go together.</summary>
/// <remarks>Merged as <see cref="Moments"/> are, with products in place of squares.</remarks>
[ValueCodec(typeof(RawCodec<PairMoments>))]
internal readonly struct PairMoments : IAggregate<PairMoments, PairSample>
{
    private readonly double _first;  // one of the first numbers
    private readonly double _second; // and of the second ones
    private readonly double _firstMean;  // as its distance from that
    private readonly double _secondMean;
    private readonly double _firstSquares;  // squared deviations from the mean, summed
    private readonly double _secondSquares;
    private readonly double _products;      // products of the two deviations, summed

    private PairMoments(
        long count,
        (double First, double Second) origins,
        (double First, double Second) means,
        (double First, double Second) squares,
        double products)
    {
        (Count, _first, _second) = (count, origins.First, origins.Second);
        (_firstMean, _secondMean) = (means.First, means.Second);
        (_firstSquares, _secondSquares, _products) = (squares.First, squares.Second, products);
    }

    internal long Count { get; }

    internal double? Covariance => Count < 2 ? null : Statistic.OrNone(_products / (Count - 1));

    internal double? PopulationCovariance => Statistic.OrNone(_products / Count);

    internal double? Correlation
    {
        get
        {
            double scale = Math.Sqrt(_firstSquares) * Math.Sqrt(_secondSquares);
            return scale > 0 ? Statistic.OrNone(Math.Clamp(_products / scale, -1, 1)) : null;
        }
    }

    public static PairMoments Of(in PairSample item) => new(1, (item.First, item.Second), default, default, 0);

    public static PairMoments Merge(in PairMoments older, in PairMoments newer)
    {
        if (older.Count == 0) return newer;
        if (newer.Count == 0) return older;
        long count = older.Count + newer.Count;
        double share = (double)newer.Count / count;
        double weight = older.Count * share;
        double first = newer._first - older._first + (newer._firstMean - older._firstMean);
        double second = newer._second - older._second + (newer._secondMean - older._secondMean);
        return new(
            count,
            (older._first, older._second),
            (older._firstMean + (first * share), older._secondMean + (second * share)),
            (older._firstSquares + newer._firstSquares + (first * first * weight),
                older._secondSquares + newer._secondSquares + (second * second * weight)),
            older._products + newer._products + (first * second * weight));
    }
}
