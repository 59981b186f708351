namespace Spaxiom.Graph;

/// <summary>Number, mean and spread of values.</summary>
/// <remarks>
/// Merged by the mean and the sum of squared deviations from it, so that equal values have exactly their own value as
/// the mean and exactly no spread. The mean is kept as its distance from one of the values, so that a spread that is
/// small beside the values is as exact as any. Source: Chan, Golub, LeVeque, <em>Updating formulae and a pairwise
/// algorithm for computing sample variances</em>, Stanford STAN-CS-79-773, 1979, formula 2.1, and section 3 for the
/// shift.
/// </remarks>
[ValueCodec(typeof(RawCodec<Moments>))]
internal readonly struct Moments : IAggregate<Moments, WindowSample>, IAggregate<Moments, WindowStep>
{
    private readonly double _origin; // one of the values
    private readonly double _offset; // of the mean from it

    private Moments(double count, double origin, double offset, double squares) =>
        (Count, _origin, _offset, Squares) = (count, origin, offset, squares);

    /// <summary>A whole number, kept as what it is computed with.</summary>
    internal double Count { get; }

    internal double Mean => _origin + _offset;

    /// <summary>The sum of squared deviations from the mean.</summary>
    internal double Squares { get; }

    public static Moments Of(in WindowSample item) => new(1, item.Value, 0, 0);

    public static Moments Of(in WindowStep item) => item.Moments;

    public static Moments Merge(in Moments older, in Moments newer)
    {
        if (older.Count == 0) return newer;
        if (newer.Count == 0) return older;
        double count = older.Count + newer.Count;
        double share = newer.Count / count;
        double higher = newer._origin - older._origin + (newer._offset - older._offset);
        return new(
            count,
            older._origin,
            older._offset + (higher * share),
            older.Squares + newer.Squares + (higher * higher * older.Count * share));
    }
}
