namespace Spaxiom.Graph;

/// <summary>For how long a signal had values, and their mean weighted by how long each held.</summary>
/// <remarks>
/// The integral is kept of the values' distances from one of them, so that a signal that never changes has exactly its
/// own value as the mean, and one of small whole numbers crosses a limit at exactly the right instant.
/// </remarks>
[ValueCodec(typeof(RawCodec<HeldMean>))]
internal readonly struct HeldMean : IAggregate<HeldMean, HeldSegment>
{
    private readonly double _origin;   // one of the values
    private readonly double _integral; // of the distances from it, over nanoseconds

    private HeldMean(long covered, double origin, double integral) =>
        (Covered, _origin, _integral) = (covered, origin, integral);

    /// <summary>In nanoseconds.</summary>
    internal long Covered { get; }

    /// <summary>There must be something covered.</summary>
    internal double Mean => _origin + (_integral / Covered);

    public static HeldMean Of(in HeldSegment item) => Of(item.Start, item.End, item.Value);

    public static HeldMean Merge(in HeldMean older, in HeldMean newer)
    {
        if (older.Covered == 0) return newer;
        if (newer.Covered == 0) return older;
        double higher = newer._origin - older._origin;
        double integral = older._integral + newer._integral + (higher * newer.Covered);
        return new(older.Covered + newer.Covered, older._origin, integral);
    }

    /// <summary>Of one value, NaN for none, that held between two instants.</summary>
    internal static HeldMean Of(Instant start, Instant end, double value) =>
        double.IsNaN(value) || end <= start ? default : new(end.UnixNanoseconds - start.UnixNanoseconds, value, 0);

    /// <summary>By how much the integral exceeds that of a level over the same time, in nanoseconds.</summary>
    internal double ExcessOver(double level) => _integral + ((_origin - level) * Covered);
}
