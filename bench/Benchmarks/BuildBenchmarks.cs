using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>What does it cost to build a node and drop it again? Expect the same for any number of nodes.</summary>
[MemoryDiagnoser]
public class BuildBenchmarks
{
    private const int Nodes = 10_000;
    private readonly Contender _closures = Building.Closures(Nodes);
    private readonly Contender _derived = Building.Engine(Nodes, NodeStyle.Derived);
    private readonly Contender _lambda = Building.Engine(Nodes, NodeStyle.Lambda);

    /// <summary>The floor: closures and their array.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Nodes)]
    public long Closures() => _closures.Run(1);

    /// <summary>Nodes of one derived class.</summary>
    [Benchmark(OperationsPerInvoke = Nodes)]
    public long Derived() => _derived.Run(1);

    /// <summary>Nodes built from one lambda.</summary>
    [Benchmark(OperationsPerInvoke = Nodes)]
    public long Lambda() => _lambda.Run(1);
}
