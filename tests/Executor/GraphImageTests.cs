using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Saving and loading a whole graph: what is the same afterwards, and when it is refused.</summary>
public sealed class GraphImageTests
{
    [Fact]
    public void A_loaded_graph_has_the_epoch_the_time_and_the_values_of_the_saved_one()
    {
        (TestRuntime runtime, TestInput<int> input, RuntimeImage image) = Build();
        input.Push(5);
        runtime.AdvanceTo(Testing.At(3));
        byte[] saved = image.Save();

        (TestRuntime fresh, TestInput<int> freshInput, RuntimeImage freshImage) = Build();
        freshImage.Load(saved);

        Assert.Equal((runtime.Executor.Epoch, Testing.At(3)), (fresh.Executor.Epoch, fresh.Now));
        Assert.Equal(5, freshInput.Node.Value);
        Assert.Equal(1, freshInput.Node.MutatedEpoch);
        Assert.Equal(saved, freshImage.Save());
        Assert.Equal(image.Hash(), freshImage.Hash());
        freshInput.Push(6);
        Assert.Equal(1, fresh.RunUntilIdle());
        Assert.Equal(runtime.Executor.Epoch + 1, fresh.Executor.Epoch);
        Assert.NotEqual(image.Hash(), freshImage.Hash());
    }

    [Fact]
    public void Nodes_added_after_a_load_get_the_ids_they_would_have_got()
    {
        (TestRuntime runtime, Node<int>[] nodes, RuntimeImage image) = BuildMany();
        foreach (int left in (int[])[6, 2, 3]) runtime.Executor.Sweep(nodes[left]);
        runtime.RunUntilIdle();
        byte[] saved = image.Save();
        (TestRuntime fresh, Node<int>[] freshNodes, RuntimeImage freshImage) = BuildMany();
        freshImage.Load(saved);

        NodeId[] expected = [.. Enumerable.Range(0, 6).Select(n => runtime.Executor.Constant(n).Id)];
        NodeId[] actual = [.. Enumerable.Range(0, 6).Select(n => fresh.Executor.Constant(n).Id)];

        Assert.Equal(expected, actual);
        Assert.Contains(expected, id => id.Generation > 1);
        Assert.Equal([2, 3, 6], Enumerable.Range(0, 8).Where(n => !freshNodes[n].IsAlive));

        static (TestRuntime Runtime, Node<int>[] Nodes, RuntimeImage Image) BuildMany()
        {
            TestRuntime many = Testing.NewRuntime();
            Node<int>[] constants = [.. Enumerable.Range(0, 8).Select(n => many.Executor.Constant(n))];
            return (many, constants, new RuntimeImage(many));
        }
    }

    [Fact]
    public void A_handle_from_before_names_its_timer_and_one_of_a_timer_that_is_over_names_nothing()
    {
        (TestRuntime runtime, TestInput<int> input, RuntimeImage image) = Build();
        TimerHandle over = runtime.Executor.ScheduleAt(input.Node, Testing.At(1));
        TimerHandle kept = runtime.Executor.ScheduleAt(input.Node, Testing.At(9));
        TimerHandle cancelled = runtime.Executor.ScheduleAt(input.Node, Testing.At(9));
        runtime.Executor.Cancel(cancelled);
        runtime.AdvanceTo(Testing.At(2));
        (TestRuntime fresh, _, RuntimeImage freshImage) = Build();
        freshImage.Load(image.Save());
        TimerHandle InFresh(TimerHandle old) => new(fresh.Executor.Timers, old.Index, old.Generation);

        Assert.False(fresh.Executor.Cancel(kept), "It names a timer of another executor.");
        Assert.False(fresh.Executor.Cancel(InFresh(over)));
        Assert.False(fresh.Executor.Cancel(InFresh(cancelled)));
        Assert.Equal(1, fresh.Executor.PendingTimers);
        Assert.True(fresh.Executor.Cancel(InFresh(kept)));
        Assert.Equal(0, fresh.Executor.PendingTimers);
    }

    [Fact]
    public void What_building_asks_for_is_replaced_by_what_was_saved()
    {
        (TestRuntime runtime, _, RuntimeImage image) = BuildAsking();
        runtime.RunUntilIdle();
        byte[] saved = image.Save();
        (TestRuntime fresh, Node<int> node, RuntimeImage freshImage) = BuildAsking();

        freshImage.Load(saved);

        Executor executor = fresh.Executor;
        Assert.Equal((0, 0, 1), (executor.PendingSpawns, executor.PendingYields, executor.PendingTimers));
        Assert.Equal(0, fresh.RunUntilIdle());
        Assert.Equal(1, node.Value);

        static (TestRuntime Runtime, Node<int> Node, RuntimeImage Image) BuildAsking()
        {
            TestRuntime asking = Testing.NewRuntime();
            Node<int> counter = NodeBuilder.Create(0).Build(
                asking.Executor, (ref int runs, in CycleContext _) =>
                {
                    runs++;
                    return Control.Broadcast;
                });
            asking.Executor.Yield(counter);
            asking.Executor.ScheduleAt(counter, Testing.At(1));
            asking.Executor.Spawn(_ => { });
            return (asking, counter, new RuntimeImage(asking));
        }
    }

    [Fact]
    public void A_graph_is_not_saved_while_spawns_sweeps_or_posts_wait()
    {
        (TestRuntime runtime, TestInput<int> input, RuntimeImage image) = Build();

        runtime.Executor.Spawn(_ => { });
        Refused("1 spawns wait for the next poll");
        runtime.RunUntilIdle();
        runtime.Executor.Sweep(input.Node);
        Refused("sweeps wait for the next poll");
        runtime.RunUntilIdle();
        runtime.Post(_ => { });
        Refused("1 posts wait for the next poll");
        runtime.RunUntilIdle();
        image.Save();

        void Refused(string reason) => Assert.Contains(
            $"The graph cannot be saved now: {reason}",
            Assert.Throws<InvalidOperationException>(() => image.Save()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_is_not_saved_inside_a_cycle()
    {
        RuntimeImage? image = null;
        using TestRuntime runtime = Testing.NewRuntime();
        runtime.Executor.Yield(NodeBuilder.Create(0).Build(
            runtime.Executor, (ref int _, in CycleContext _) =>
            {
                image!.Save();
                return Control.Unchanged;
            }));
        image = new RuntimeImage(runtime);

        NodeException error = Assert.Throws<NodeException>(() => runtime.RunUntilIdle());

        Assert.Contains("a cycle is under way, in step Run", error.Message, StringComparison.Ordinal);
        Assert.Throws<NodeException>(() => image.Save());
    }

    [Fact]
    public void A_graph_that_has_run_is_neither_watched_nor_loaded_into()
    {
        (TestRuntime runtime, TestInput<int> input, RuntimeImage image) = Build();
        byte[] saved = image.Save();
        input.Push(1);
        runtime.RunUntilIdle();
        using TestRuntime late = Testing.NewRuntime();
        late.Executor.Yield(late.Executor.Constant(1));
        late.RunUntilIdle();

        string loaded = Assert.Throws<InvalidOperationException>(() => image.Load(saved)).Message;
        string watched = Assert.Throws<InvalidOperationException>(() => new RuntimeImage(late)).Message;

        Assert.Contains("The graph has run 1 cycles and cannot be loaded into", loaded, StringComparison.Ordinal);
        Assert.Contains("nobody knows any more what it was built from", watched, StringComparison.Ordinal);
        Assert.NotNull(new RuntimeImage(runtime));
    }

    [Fact]
    public void Damaged_bytes_are_refused()
    {
        (_, _, RuntimeImage image) = Build();
        byte[] saved = image.Save();
        for (int length = 0; length < saved.Length; length++)
        {
            (_, _, RuntimeImage fresh) = Build();

            ReadOnlyMemory<byte> torn = saved.AsMemory(..length);
            string message = Assert.Throws<InvalidOperationException>(() => fresh.Load(torn)).Message;

            Assert.Contains("What was saved ends at", message, StringComparison.Ordinal);
        }

        saved[0] = 99;
        (_, _, RuntimeImage other) = Build();
        Assert.Contains(
            "What was saved has the form 99",
            Assert.Throws<InvalidOperationException>(() => other.Load(saved)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>An input, a constant and a node that a timer wakes.</summary>
    private static (TestRuntime Runtime, TestInput<int> Input, RuntimeImage Image) Build()
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int> input = runtime.Input(0, "input");
        runtime.Executor.Constant(2);
        Node<int> node = NodeBuilder.Create(0).TriggeredBy(input.Node).Build(
            runtime.Executor, (ref int sum, in CycleContext context) =>
            {
                sum += input.Node.Value;
                if (context.HasMutated(input.Node)) context.ScheduleAfter(TimeSpan.FromSeconds(2));
                return Control.Broadcast;
            });
        node.Named("sum");
        return (runtime, input, new RuntimeImage(runtime));
    }
}
