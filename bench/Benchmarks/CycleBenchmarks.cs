using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// What does a whole cycle of a live, spinning runtime cost before any work is done in it? Expect one to two clock
/// reads, five where a node comes and goes, and no allocation but that node.
/// </summary>
[MemoryDiagnoser]
public class CycleBenchmarks
{
    private const int Cycles = 1_000;
    private readonly Contender _clock = Spinning.ClockReads();
    private readonly Contender _empty = Spinning.EmptyPolls();
    private readonly Contender _node = Spinning.OneNode();
    private readonly Contender _timer = Spinning.OneTimer();
    private readonly Contender _spawn = Spinning.SpawnAndSweep();

    /// <summary>The floor: one clock read for each cycle.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Cycles)]
    public long ClockRead() => _clock.Run(Cycles);

    /// <summary>A poll that finds nothing.</summary>
    [Benchmark(OperationsPerInvoke = Cycles)]
    public long EmptyPoll() => _empty.Run(Cycles);

    /// <summary>One node that yields.</summary>
    [Benchmark(OperationsPerInvoke = Cycles)]
    public long OneNode() => _node.Run(Cycles);

    /// <summary>One node with a timer.</summary>
    [Benchmark(OperationsPerInvoke = Cycles)]
    public long OneTimer() => _timer.Run(Cycles);

    /// <summary>One node leaves, one is added.</summary>
    [Benchmark(OperationsPerInvoke = Cycles)]
    public long SpawnAndSweep() => _spawn.Run(Cycles);
}
