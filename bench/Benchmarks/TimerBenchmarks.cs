using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// What does it cost that a timer fires, runs its node and is set again? Expect no more than taking it out of a
/// <see cref="PriorityQueue{TElement, TPriority}"/> and putting it back.
/// </summary>
[MemoryDiagnoser]
public class TimerBenchmarks
{
    private const int Firings = 1_000;
    private Contender _queue = null!;
    private Contender _engine = null!;

    /// <summary>How many timers are pending.</summary>
    [Params(100, 10_000)]
    public int Pending { get; set; }

    /// <summary>Sets all timers.</summary>
    [GlobalSetup]
    public void Build() => (_queue, _engine) = (Timers.Queue(Pending), Timers.Engine(Pending));

    /// <summary>The floor.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Firings)]
    public long Queue() => _queue.Run(Firings);

    /// <summary>The engine.</summary>
    [Benchmark(OperationsPerInvoke = Firings)]
    public long Fire() => _engine.Run(Firings);
}
