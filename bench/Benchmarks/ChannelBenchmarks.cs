using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// What does an item from another thread cost? Expect the price of <see cref="System.Threading.Channels"/> in bursts,
/// and that of a cycle more where each item has its own.
/// </summary>
[MemoryDiagnoser]
public class ChannelBenchmarks
{
    private const int Items = Channels.ItemsPerRound;
    private const int Producers = 1;
    private readonly Contender _standard = Channels.Standard(Producers, Delivery.Burst);
    private readonly Contender _burst = Channels.Engine(Producers, Delivery.Burst);
    private readonly Contender _each = Channels.Engine(Producers, Delivery.Each);
    private readonly Contender _latest = Channels.Engine(Producers, Delivery.Latest);

    /// <summary>The standard library's channel.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Items)]
    public long Standard() => _standard.Run(1);

    /// <summary>All that wait, at once.</summary>
    [Benchmark(OperationsPerInvoke = Items)]
    public long Burst() => _burst.Run(1);

    /// <summary>One in each cycle.</summary>
    [Benchmark(OperationsPerInvoke = Items)]
    public long Each() => _each.Run(1);

    /// <summary>The newest only.</summary>
    [Benchmark(OperationsPerInvoke = Items)]
    public long Latest() => _latest.Run(1);
}
