using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// Does each level of a ladder of diamonds cost the same? Expect twice the time for twice the depth here, and the
/// square of it in Rx, which follows paths.
/// </summary>
[MemoryDiagnoser]
public class LadderBenchmarks
{
    private Contender _closures = null!;
    private Contender _engine = null!;
    private Contender _rx = null!;

    /// <summary>How many diamonds.</summary>
    [Params(6, 12)]
    public int Depth { get; set; }

    /// <summary>Builds all contenders.</summary>
    [GlobalSetup]
    public void Build() => (_closures, _engine, _rx) = (Ladder.Closures(Depth), Ladder.Engine(Depth), Ladder.Rx(Depth));

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true)]
    public long Closures() => _closures.Run(1);

    /// <summary>One cycle of the engine.</summary>
    [Benchmark]
    public long Cycle() => _engine.Run(1);

    /// <summary>One event in System.Reactive.</summary>
    [Benchmark]
    public long Rx() => _rx.Run(1);
}
