namespace Spaxiom.Graph;

/// <summary>The lowest and the highest of some values.</summary>
[ValueCodec(typeof(RawCodec<Extent>))]
internal readonly struct Extent(Lowest lowest, Highest highest)
    : IAggregate<Extent, WindowSample>, IAggregate<Extent, WindowStep>, IAggregate<Extent, HeldSegment>
{
    private readonly Lowest _lowest = lowest;
    private readonly Highest _highest = highest;

    /// <summary>From the lowest to the highest; null when there are no values.</summary>
    internal double? Range => _lowest.HasValue ? Statistic.OrNone(_highest.Value - _lowest.Value) : null;

    public static Extent Of(in WindowSample item) => new(Lowest.Of(in item), Highest.Of(in item));

    public static Extent Of(in WindowStep item) => new(item.Lowest, item.Highest);

    public static Extent Of(in HeldSegment item) => new(Lowest.Of(in item), Highest.Of(in item));

    public static Extent Merge(in Extent older, in Extent newer) => new(
        Lowest.Merge(in older._lowest, in newer._lowest), Highest.Merge(in older._highest, in newer._highest));
}
