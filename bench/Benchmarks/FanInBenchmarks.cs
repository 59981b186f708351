using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// What does it cost to wait for many parents? Expect the price of fan-out here, and more the wider it is in Rx, which
/// tells a result for every parent.
/// </summary>
[MemoryDiagnoser]
public class FanInBenchmarks
{
    private const int Width = 100;
    private readonly Contender _closures = Fan.ClosuresIn(Width);
    private readonly Contender _derived = Fan.EngineIn(Width, NodeStyle.Derived);
    private readonly Contender _rx = Fan.RxIn(Width);
    private readonly Contender _r3 = Fan.R3In(Width);
    private readonly Contender _dataflow = Fan.DataflowIn(Width);

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Width)]
    public long Closures() => _closures.Run(1);

    /// <summary>Nodes of one derived class, and one that sums them.</summary>
    [Benchmark(OperationsPerInvoke = Width)]
    public long Derived() => _derived.Run(1);

    /// <summary>System.Reactive.</summary>
    [Benchmark(OperationsPerInvoke = Width)]
    public long Rx() => _rx.Run(1);

    /// <summary>R3.</summary>
    [Benchmark(OperationsPerInvoke = Width)]
    public long R3() => _r3.Run(1);

    /// <summary>TPL Dataflow.</summary>
    [Benchmark(OperationsPerInvoke = Width)]
    public long Dataflow() => _dataflow.Run(1);
}
