using BenchmarkDotNet.Attributes;

namespace Spaxiom.Graph.Bench;

/// <summary>What does one cycle of a chain cost, beside the same closures called one after the other?</summary>
[MemoryDiagnoser]
public class CycleBenchmarks
{
    private const int Length = 1_000;
    private readonly TestRuntime _runtime = new();
    private readonly Func<int>[] _closures = new Func<int>[Length];
    private readonly int[] _values = new int[Length + 1];
    private Node<int> _first = null!;
    private Node<int> _last = null!;

    /// <summary>Builds both chains.</summary>
    [GlobalSetup]
    public void Build()
    {
        _first = _last = NodeBuilder.Create(0).Build(_runtime.Executor, (ref int n, in CycleContext _) =>
        {
            n++;
            return Control.Broadcast;
        });
        for (int i = 0; i < Length; i++)
        {
            Node<int> parent = _last;
            _last = NodeBuilder.Create(0).TriggeredBy(parent).Build(
                _runtime.Executor,
                (ref int n, in CycleContext _) =>
                {
                    n = parent.Value + 1;
                    return Control.Broadcast;
                });
            int place = i;
            _closures[i] = () => _values[place + 1] = _values[place] + 1;
        }
    }

    /// <summary>The floor: what anyone would write without an engine.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Length)]
    public int Closures()
    {
        _values[0]++;
        foreach (Func<int> closure in _closures) closure();
        return _values[Length];
    }

    /// <summary>The engine.</summary>
    [Benchmark(OperationsPerInvoke = Length)]
    public int Chain()
    {
        _runtime.Executor.Yield(_first);
        _runtime.RunCycle();
        return _last.Value;
    }
}
