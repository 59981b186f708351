using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>What does it cost to tell many children? Expect up to three closures for each, and no allocation.</summary>
[MemoryDiagnoser]
public class FanOutBenchmarks
{
    private const int Width = 1_000;
    private readonly Contender _closures = Fan.ClosuresOut(Width);
    private readonly Contender _derived = Fan.EngineOut(Width, NodeStyle.Derived);
    private readonly Contender _lambda = Fan.EngineOut(Width, NodeStyle.Lambda);
    private readonly Contender _rx = Fan.RxOut(Width);
    private readonly Contender _r3 = Fan.R3Out(Width);
    private readonly Contender _dataflow = Fan.DataflowOut(Width);

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Width)]
    public long Closures() => _closures.Run(1);

    /// <summary>Nodes of one derived class.</summary>
    [Benchmark(OperationsPerInvoke = Width)]
    public long Derived() => _derived.Run(1);

    /// <summary>Nodes built from one lambda.</summary>
    [Benchmark(OperationsPerInvoke = Width)]
    public long Lambda() => _lambda.Run(1);

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
