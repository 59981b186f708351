namespace Spaxiom.Graph;

/// <summary>The highest of some values, and the newest instant at which it came.</summary>
[ValueCodec(typeof(RawCodec<Highest>))]
internal readonly struct Highest(double value, Instant time)
    : IAggregate<Highest, WindowSample>, IAggregate<Highest, WindowStep>, IAggregate<Highest, HeldSegment>
{
    private readonly long _count = 1; // 0 in the default value, which is of no values

    internal bool HasValue => _count > 0;

    internal double Value { get; } = value;

    internal Instant Time { get; } = time;

    public static Highest Of(in WindowSample item) => new(item.Value, item.Time);

    public static Highest Of(in WindowStep item) => item.Highest;

    public static Highest Of(in HeldSegment item) => item.Covers ? new(item.Value, item.Start) : default;

    public static Highest Merge(in Highest older, in Highest newer)
    {
        if (!newer.HasValue) return older;
        return older.HasValue && older.Value > newer.Value ? older : newer;
    }
}
