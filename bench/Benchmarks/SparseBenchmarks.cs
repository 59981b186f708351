using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>Do idle nodes cost anything? Expect the same cycle of five nodes, however many stand beside them.</summary>
[MemoryDiagnoser]
public class SparseBenchmarks
{
    private const int Cycles = 1_000;
    private readonly Contender _clock = Spinning.ClockReads();
    private readonly Contender _few = Spinning.Sparse(1_000);
    private readonly Contender _many = Spinning.Sparse(100_000);

    /// <summary>The floor: one clock read for each cycle.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Cycles)]
    public long ClockRead() => _clock.Run(Cycles);

    /// <summary>Beside 1,000 idle nodes.</summary>
    [Benchmark(OperationsPerInvoke = Cycles)]
    public long Beside1000() => _few.Run(Cycles);

    /// <summary>Beside 100,000 idle nodes.</summary>
    [Benchmark(OperationsPerInvoke = Cycles)]
    public long Beside100000() => _many.Run(Cycles);
}
