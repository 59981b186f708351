using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// What does a sample cost that comes into a window of 3,000 while another leaves? Expect no more than eight times a
/// ring by hand for mean and variance, and for the extremes, at 0 B.
/// </summary>
[MemoryDiagnoser]
public class WindowBenchmarks
{
    private Contender _hand = null!;
    private Contender _engine = null!;

    /// <summary>What is computed.</summary>
    [Params("moments", "extremes", "median")]
    public string Statistics { get; set; } = "";

    /// <summary>Builds the windows and fills them.</summary>
    [GlobalSetup]
    public void Build()
    {
        (_hand, _engine) = Statistics switch
        {
            "moments" => (Windows.MomentsByHand(), Windows.Moments()),
            "extremes" => (Windows.ExtremesByHand(), Windows.Extremes()),
            _ => (Windows.MedianByHand(), Windows.Median()),
        };
        _hand.Run(Windows.Samples);
        _engine.Run(Windows.Samples);
    }

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Windows.Sensors)]
    public long ByHand() => _hand.Run(1);

    /// <summary>The engine.</summary>
    [Benchmark(OperationsPerInvoke = Windows.Sensors)]
    public long Engine() => _engine.Run(1);
}
