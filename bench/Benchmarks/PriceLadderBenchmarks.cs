using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// What does a small real graph cost for each event, all nodes of different kinds and one with an effect?
/// </summary>
[MemoryDiagnoser]
public class PriceLadderBenchmarks
{
    private const int Events = 1_000;
    private readonly Contender _closures = PriceLadder.Closures();
    private readonly Contender _engine = PriceLadder.Engine();

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Events)]
    public long Closures() => _closures.Run(Events);

    /// <summary>The engine.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public long Cycle() => _engine.Run(Events);
}
