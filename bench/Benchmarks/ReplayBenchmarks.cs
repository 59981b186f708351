using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// What does a recorded event cost? Expect up to three times a merge by hand of the same four sources.
/// </summary>
[MemoryDiagnoser]
public class ReplayBenchmarks
{
    private const int Sources = 4;
    private readonly Contender _merge = Replay.Merge(Sources);
    private readonly Contender _engine = Replay.Engine(Sources);

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Replay.Events)]
    public long Merge() => _merge.Run(1);

    /// <summary>A historical run, built and disposed each time.</summary>
    [Benchmark(OperationsPerInvoke = Replay.Events)]
    public long Run() => _engine.Run(1);
}
