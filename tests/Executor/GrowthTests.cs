using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A graph that changes for ever stays as small and as cheap as it was.</summary>
[Collection(Alone.Name)]
public sealed class GrowthTests
{
    /// <summary>Bytes the host may allocate on this thread meanwhile; less than any table that had to grow.</summary>
    private const int Noise = 20_000;

    private readonly TestRuntime _runtime = new();

    [Fact]
    public void Spawning_and_sweeping_for_a_million_cycles_allocates_the_same_and_grows_no_table()
    {
        const int Window = 100_000;
        Node<int> parent = Stays();
        Node<int> other = Stays();
        Node<int> spawner = NodeBuilder.Create(0).TriggeredBy(parent).ObserverOf(other).Build(
            _runtime.Executor,
            (ref int cycles, in CycleContext context) =>
            {
                context.Spawn((parent, other), static (executor, parents) =>
                    executor.Add(new ShortLived(parents.parent, parents.other)));
                context.YieldNow();
                cycles++;
                return Control.Unchanged;
            });
        _runtime.Executor.Yield(spawner);
        RunCycles(Window, out _);
        int tableSize = _runtime.Executor.TableSize;

        long first = RunCycles(Window, out int firstRanks);
        RunCycles(7 * Window, out _);
        long last = RunCycles(Window, out int lastRanks);

        Assert.Equal(10 * Window, spawner.Value);
        Assert.InRange(last, first - Noise, first + Noise);
        Assert.Equal(firstRanks, lastRanks);
        Assert.True(lastRanks < 100, $"{lastRanks} ranks are in use for 4 nodes.");
        Assert.Equal(tableSize, _runtime.Executor.TableSize);
        _runtime.Executor.AssertInvariants();
    }

    [Fact]
    public void Replacing_a_random_one_of_a_thousand_nodes_each_cycle_grows_no_table_and_keeps_the_order()
    {
        var random = new SeededRandom(7);
        Node<int> parent = Stays();
        var nodes = new List<Node<int>>();
        for (int i = 0; i < 1_000; i++) nodes.Add(Stays(parent));
        int tableSize = 0;

        for (int cycle = 0; cycle < 20_000; cycle++)
        {
            int victim = random.NextInt32(nodes.Count);
            _runtime.Executor.Sweep(nodes[victim]);
            nodes.RemoveAt(victim);
            nodes.Add(Stays(parent));
            _runtime.RunCycle();
            if (cycle == 5_000) tableSize = _runtime.Executor.TableSize;
        }

        Assert.Equal(tableSize, _runtime.Executor.TableSize);
        Assert.True(_runtime.Executor.RankCount <= 4_000, $"{_runtime.Executor.RankCount} ranks for 1001 nodes.");
        Assert.Equal(
            nodes.Prepend(parent).Select(node => node.Id), _runtime.Executor.Describe().Nodes.Select(node => node.Id));
        _runtime.Executor.AssertInvariants();
    }

    [Theory]
    [InlineData("oldest first")]
    [InlineData("youngest first")]
    [InlineData("shuffled")]
    [InlineData("every second, then the rest")]
    [InlineData("in one cycle")]
    public void Hundred_thousand_nodes_added_and_removed_in_any_order_grow_no_table_on_repetition(string order)
    {
        Node<int> root = Stays();
        AddAndRemoveAll(root, order);
        int tableSize = _runtime.Executor.TableSize;
        long first = AllocatedBy(() => AddAndRemoveAll(root, order));

        long second = AllocatedBy(() => AddAndRemoveAll(root, order));

        Assert.Equal(1, _runtime.Executor.NodeCount);
        Assert.Equal(tableSize, _runtime.Executor.TableSize);
        Assert.InRange(second, 0, first + Noise);
        Assert.Equal(1, _runtime.Executor.RankCount);
        _runtime.Executor.AssertInvariants();
    }

    [Fact]
    public void Removed_nodes_are_not_kept_in_memory()
    {
        Node<int> root = Stays();
        WeakReference removed = AddAndRemoveOne(root);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(removed.IsAlive, "Something in the engine still refers to a node that has left.");
        Assert.True(root.IsAlive);
    }

    private WeakReference AddAndRemoveOne(Node<int> root)
    {
        Node<int> middle = Stays(root);
        Node<int> child = Stays(middle);
        _runtime.Executor.ScheduleAt(middle, Testing.At(9));
        _runtime.Executor.CreateNotifier(middle).Notify();
        _runtime.Executor.Yield(child);
        _runtime.RunUntilIdle();
        _runtime.Executor.Yield(middle);
        _runtime.Executor.Sweep(middle);
        _runtime.RunUntilIdle();
        return new WeakReference(middle);
    }

    private void AddAndRemoveAll(Node<int> root, string order)
    {
        const int Count = 100_000;
        const int PerCycle = 1_000;
        var nodes = new List<Node<int>>(Count);
        for (int i = 0; i < Count; i++) nodes.Add(Stays(root));
        if (order == "youngest first") nodes.Reverse();
        if (order == "shuffled") new SeededRandom(3).Shuffle(nodes);
        if (order.StartsWith("every second", StringComparison.Ordinal))
            nodes = [.. nodes.Where((_, i) => i % 2 == 0), .. nodes.Where((_, i) => i % 2 == 1)];
        for (int i = 0; i < Count; i++)
        {
            _runtime.Executor.Sweep(nodes[i]);
            if (order != "in one cycle" && i % PerCycle == 0) _runtime.RunCycle();
        }

        _runtime.RunCycle();
        _runtime.RunCycle();
    }

    private long RunCycles(int cycles, out int mostRanks)
    {
        mostRanks = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < cycles; i++)
        {
            _runtime.RunCycle();
            mostRanks = Math.Max(mostRanks, _runtime.Executor.RankCount);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static long AllocatedBy(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private Node<int> Stays(params Node[] parents) => NodeBuilder.Create(0).TriggeredBy(parents).Build(
        _runtime.Executor, static (ref int value, in CycleContext _) => Control.Unchanged);

    /// <summary>Runs once, and sweeps itself.</summary>
    private sealed class ShortLived : Node<int>
    {
        internal ShortLived(Node trigger, Node observed)
        {
            TriggeredBy(trigger);
            ObserverOf(observed);
        }

        protected override void OnInit(Executor executor)
        {
            executor.Yield(this);
            executor.ScheduleAt(this, Instant.Epoch + TimeSpan.FromDays(1));
        }

        protected override Control OnCycle(in CycleContext context) => Control.Sweep;
    }
}
