using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// What does it cost that the nodes of a chain are of four kinds, so that the next call is not always the same? Expect
/// little where they take turns, which a processor learns, and more where they are shuffled.
/// </summary>
[MemoryDiagnoser]
public class MixedChainBenchmarks
{
    private const int Length = 1_000;
    private readonly Contender _closures = Chain.Closures(Length, NodeStyle.Mixed);
    private readonly Contender _derived = Chain.Engine(Length, NodeStyle.Mixed);
    private readonly Contender _lambda = Chain.Engine(Length, NodeStyle.MixedLambda);
    private readonly Contender _shuffled = Chain.Engine(Length, NodeStyle.Shuffled);

    /// <summary>The floor: four closures in turn.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Length)]
    public long Closures() => _closures.Run(1);

    /// <summary>Four derived classes in turn.</summary>
    [Benchmark(OperationsPerInvoke = Length)]
    public long Derived() => _derived.Run(1);

    /// <summary>Four lambdas in turn.</summary>
    [Benchmark(OperationsPerInvoke = Length)]
    public long Lambda() => _lambda.Run(1);

    /// <summary>Four derived classes, shuffled.</summary>
    [Benchmark(OperationsPerInvoke = Length)]
    public long Shuffled() => _shuffled.Run(1);
}
