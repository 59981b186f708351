namespace Spaxiom.Graph;

/// <summary>The lowest of some values, and the newest instant at which it came.</summary>
[ValueCodec(typeof(RawCodec<Lowest>))]
internal readonly struct Lowest(double value, Instant time)
    : IAggregate<Lowest, WindowSample>, IAggregate<Lowest, WindowStep>, IAggregate<Lowest, HeldSegment>
{
    private readonly long _count = 1; // 0 in the default value, which is of no values

    internal bool HasValue => _count > 0;

    internal double Value { get; } = value;

    internal Instant Time { get; } = time;

    public static Lowest Of(in WindowSample item) => new(item.Value, item.Time);

    public static Lowest Of(in WindowStep item) => item.Lowest;

    public static Lowest Of(in HeldSegment item) => item.Covers ? new(item.Value, item.Start) : default;

    public static Lowest Merge(in Lowest older, in Lowest newer)
    {
        if (!newer.HasValue) return older;
        return older.HasValue && older.Value < newer.Value ? older : newer;
    }
}
