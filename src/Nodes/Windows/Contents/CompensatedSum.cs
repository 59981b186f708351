namespace Spaxiom.Graph;

/// <summary>A sum together with what rounding has taken from it.</summary>
/// <remarks>
/// Source: Neumaier, <em>Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen</em>, ZAMM 54, 1974,
/// 39-51, algorithm IV; two such sums are merged by the error-free sum of Knuth, TAOCP 2, 4.2.2, theorem B.
/// </remarks>
[ValueCodec(typeof(RawCodec<CompensatedSum>))]
internal readonly struct CompensatedSum(double rounded, double lost)
    : IAggregate<CompensatedSum, WindowSample>, IAggregate<CompensatedSum, WindowStep>
{
    private readonly double _rounded = rounded;
    private readonly double _lost = lost;

    internal double Total => _rounded + _lost;

    public static CompensatedSum Of(in WindowSample item) => new(item.Value, 0);

    public static CompensatedSum Of(in WindowStep item) => item.Sum;

    public static CompensatedSum Merge(in CompensatedSum older, in CompensatedSum newer)
    {
        double sum = older._rounded + newer._rounded;
        double part = sum - older._rounded;
        double error = older._rounded - (sum - part) + (newer._rounded - part);
        return new(sum, older._lost + newer._lost + error);
    }
}
