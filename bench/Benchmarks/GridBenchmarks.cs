using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>What does a node cost where each has two parents and two children? Expect at most 4.5 closures.</summary>
[MemoryDiagnoser]
public class GridBenchmarks
{
    private const int Side = 100;
    private const int Nodes = Side * Side;
    private readonly Contender _closures = Grid.Closures(Side, Side);
    private readonly Contender _derived = Grid.Engine(Side, Side, NodeStyle.Derived);
    private readonly Contender _lambda = Grid.Engine(Side, Side, NodeStyle.Lambda);

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Nodes)]
    public long Closures() => _closures.Run(1);

    /// <summary>Nodes of one derived class.</summary>
    [Benchmark(OperationsPerInvoke = Nodes)]
    public long Derived() => _derived.Run(1);

    /// <summary>Nodes built from one lambda.</summary>
    [Benchmark(OperationsPerInvoke = Nodes)]
    public long Lambda() => _lambda.Run(1);
}
