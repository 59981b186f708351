using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// What does a node of a chain cost, beside a closure of an array? Expect twice as much, and no allocation.
/// </summary>
[MemoryDiagnoser]
public class ChainBenchmarks
{
    private const int Length = 1_000;
    private readonly Contender _closures = Chain.Closures(Length, NodeStyle.Derived);
    private readonly Contender _derived = Chain.Engine(Length, NodeStyle.Derived);
    private readonly Contender _lambda = Chain.Engine(Length, NodeStyle.Lambda);
    private readonly Contender _select = Chain.Engine(Length, NodeStyle.Select);
    private readonly Contender _rx = Chain.Rx(Length);
    private readonly Contender _r3 = Chain.R3(Length);
    private readonly Contender _dataflow = Chain.Dataflow(Length);

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Length)]
    public long Closures() => _closures.Run(1);

    /// <summary>Nodes of one derived class.</summary>
    [Benchmark(OperationsPerInvoke = Length)]
    public long Derived() => _derived.Run(1);

    /// <summary>Nodes built from one lambda.</summary>
    [Benchmark(OperationsPerInvoke = Length)]
    public long Lambda() => _lambda.Run(1);

    /// <summary>Nodes of the library's <c>Select</c>.</summary>
    [Benchmark(OperationsPerInvoke = Length)]
    public long Select() => _select.Run(1);

    /// <summary>System.Reactive.</summary>
    [Benchmark(OperationsPerInvoke = Length)]
    public long Rx() => _rx.Run(1);

    /// <summary>R3.</summary>
    [Benchmark(OperationsPerInvoke = Length)]
    public long R3() => _r3.Run(1);

    /// <summary>TPL Dataflow.</summary>
    [Benchmark(OperationsPerInvoke = Length)]
    public long Dataflow() => _dataflow.Run(1);
}
