namespace Spaxiom.Graph.Bench;

/// <summary>
/// An executor under a virtual clock, wired like a live runtime's and held by this thread from the start, so that
/// what is measured is the cycle: its poll, its nodes, and nothing around it.
/// </summary>
internal sealed class HeldGraph
{
    private readonly VirtualClock _clock = new(Instant.Epoch);

    internal HeldGraph()
    {
        Executor = new Executor(_clock, new WheelTimerQueue(), new InputDriver(new PoolWorkHost(TimeProvider.System)));
        Executor.Access.Enter();
    }

    internal Executor Executor { get; }

    /// <summary>Runs so many cycles, each started by a yield of the source.</summary>
    internal void RunCycles(Node source, int cycles)
    {
        for (int i = 0; i < cycles; i++)
        {
            Executor.Yield(source);
            Executor.RunCycle();
        }
    }

    /// <summary>Moves time to the next timer and runs the cycle of that instant.</summary>
    internal void RunNextTimer()
    {
        _clock.Now = Executor.NextTimer;
        Executor.RunCycle();
    }

    /// <summary>The source's rounds as a contender whose answer is the result node's value.</summary>
    internal Contender Contend(string name, Node source, Node<int> result) => new(name, rounds =>
    {
        RunCycles(source, rounds);
        return result.Value;
    });
}
