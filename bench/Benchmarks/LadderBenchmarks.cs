using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// Does each level of a ladder of diamonds cost the same? Expect twice the time for twice the depth here, and the
/// square of it in Rx and R3, which follow paths.
/// </summary>
[MemoryDiagnoser]
public class LadderBenchmarks
{
    private Contender _closures = null!;
    private Contender _engine = null!;
    private Contender _rx = null!;
    private Contender _r3 = null!;

    /// <summary>How many diamonds.</summary>
    [Params(6, 12)]
    public int Depth { get; set; }

    /// <summary>Builds all contenders.</summary>
    [GlobalSetup]
    public void Build()
    {
        (_closures, _engine) = (Ladder.Closures(Depth), Ladder.Engine(Depth));
        (_rx, _r3) = (Ladder.Rx(Depth), Ladder.R3(Depth));
    }

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true)]
    public long Closures() => _closures.Run(1);

    /// <summary>One cycle of the engine.</summary>
    [Benchmark]
    public long Cycle() => _engine.Run(1);

    /// <summary>One event in System.Reactive.</summary>
    [Benchmark]
    public long Rx() => _rx.Run(1);

    /// <summary>One event in R3.</summary>
    [Benchmark]
    public long R3() => _r3.Run(1);
}
