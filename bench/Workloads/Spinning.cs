using System.Diagnostics;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// Whole cycles of a live, spinning runtime, which reads the clock in each; the floor is that read alone.
/// </summary>
internal static class Spinning
{
    private const int HotNodes = 5;

    internal static Contender ClockReads() => new("clock read", rounds =>
    {
        long answer = 0;
        for (int i = 0; i < rounds; i++) answer ^= Stopwatch.GetTimestamp();
        return answer;
    });

    /// <summary>Polls that find nothing ready.</summary>
    internal static Contender EmptyPolls()
    {
        Executor executor = new RealtimeRuntime(ExecutionMode.Spin).Executor;
        executor.Add(new CounterNode());
        executor.Access.Enter();
        return new Contender("engine", rounds =>
        {
            for (int i = 0; i < rounds; i++) executor.RunCycle();
            return executor.Epoch;
        });
    }

    /// <summary>One node that asks for the next cycle in each.</summary>
    internal static Contender OneNode()
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Spin);
        return Contend(runtime, runtime.Executor.Add(new YieldingNode()));
    }

    /// <summary>One node whose timer is due in each cycle.</summary>
    internal static Contender OneTimer()
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Spin);
        return Contend(runtime, runtime.Executor.Add(new DueNode()));
    }

    /// <summary>Five nodes that run in each cycle, spread evenly among many that never do.</summary>
    internal static Contender Sparse(int idleNodes)
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Spin);
        Executor executor = runtime.Executor;
        Node<int> silent = executor.Add(new CounterNode());
        CountdownNode first = executor.Add(new YieldingNode());
        Node<int> hot = first;
        for (int i = 1; i < idleNodes; i++)
        {
            executor.Add(new AddNode(silent, i));
            if (i % (idleNodes / (HotNodes - 1)) == 0 || i == idleNodes - 1) hot = executor.Add(new AddNode(hot, i));
        }

        return Contend(runtime, first);
    }

    /// <summary>Each cycle runs and removes the node that the cycle before has added, and adds another.</summary>
    internal static Contender SpawnAndSweep()
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Spin);
        return Contend(runtime, runtime.Executor.Add(new SpawningNode()));
    }

    private static Contender Contend(RealtimeRuntime runtime, CountdownNode node) => new("engine", rounds =>
    {
        node.Remaining = rounds;
        runtime.Executor.Yield(node);
        runtime.Run();
        return runtime.Executor.Epoch;
    });
}
