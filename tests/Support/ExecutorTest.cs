namespace Spaxiom.Graph.Tests;

/// <summary>What tests of the executor start from: a checked runtime, probes, and the log they write.</summary>
public abstract class ExecutorTest
{
    private protected ExecutorTest() => Executor.NodeFailed += Failures.Add;

    private protected TestRuntime Runtime { get; } = Testing.NewRuntime();

    private protected Executor Executor => Runtime.Executor;

    /// <summary>What ran so far, in order.</summary>
    private protected List<string> Log { get; } = [];

    /// <summary>What <see cref="Executor.NodeFailed"/> raised so far, in order.</summary>
    private protected List<NodeException> Failures { get; } = [];

    /// <summary>Adds a probe.</summary>
    private protected Probe Add(
        string name,
        Node[]? triggeredBy = null,
        CycleFunction<int>? cycle = null,
        Node[]? observerOf = null,
        ErrorPolicy policy = default,
        Action<Executor, Probe>? init = null,
        Action? effect = null,
        Action? drop = null) =>
        Executor.Add(new Probe(Log, cycle, triggeredBy, observerOf)
        {
            Name = name,
            ErrorPolicy = policy,
            AtInit = init,
            AtEffect = effect,
            AtDrop = drop,
        });

    /// <summary>Makes the nodes ready for the next cycle and runs that.</summary>
    private protected void RunWith(params ReadOnlySpan<Node> nodes)
    {
        foreach (Node node in nodes) Executor.Yield(node);
        Runtime.RunCycle();
    }

    /// <summary>The log so far, which starts anew.</summary>
    private protected string[] TakeLog()
    {
        string[] taken = [.. Log];
        Log.Clear();
        return taken;
    }
}
