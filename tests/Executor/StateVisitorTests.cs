using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A node's state, visited field by field.</summary>
public sealed class StateVisitorTests
{
    [Fact]
    public void Every_field_of_a_node_comes_back_in_a_fresh_node()
    {
        using TestRuntime runtime = Testing.NewRuntime(), fresh = Testing.NewRuntime();
        Keeper node = runtime.Executor.Add(new Keeper(capacity: 3)), copy = fresh.Executor.Add(new Keeper(capacity: 3));
        node.Fill(runtime.Executor.ScheduleAt(node, Testing.At(5)));
        runtime.RunUntilIdle();
        copy.Queue.Enqueue(99);
        copy.List.Add("gone");
        copy.ByKey["gone"] = 1;

        StateCopy.LoadNode(copy, StateCopy.SaveNode(node));

        Assert.Equal((7, 1, true), (copy.Value, copy.MutatedEpoch, copy.HasValue));
        Assert.Equal((3.5, 2), (copy.Level, copy.Failures));
        Assert.Equal(["a", "b"], copy.List);
        Assert.Equal([1, 2], copy.Queue);
        Assert.Equal([new("x", 1), new("y", 2)], copy.ByKey);
        Assert.Equal([0.5, 0.25], copy.Fixed);
        Assert.Equal((5, 6), (copy.Ring.Dequeue(), copy.Ring.Dequeue()));
        Assert.Equal([8], copy.Batch.Items.ToArray());
        Assert.Equal(0, copy.Scratch);
        Assert.True(copy.WasLoaded);
        Assert.False(node.WasLoaded);
    }

    [Fact]
    public void A_loaded_handle_names_the_timer_of_its_own_executor()
    {
        using TestRuntime runtime = Testing.NewRuntime(), fresh = Testing.NewRuntime();
        Keeper node = runtime.Executor.Add(new Keeper(capacity: 3)), copy = fresh.Executor.Add(new Keeper(capacity: 3));
        runtime.Executor.ScheduleAt(node, Testing.At(4));
        fresh.Executor.ScheduleAt(copy, Testing.At(4));
        node.Fill(runtime.Executor.ScheduleAt(node, Testing.At(5)));
        fresh.Executor.ScheduleAt(copy, Testing.At(5));

        StateCopy.LoadNode(copy, StateCopy.SaveNode(node));

        Assert.False(fresh.Executor.Cancel(node.Due));
        Assert.True(fresh.Executor.Cancel(copy.Due));
        Assert.Equal(Testing.At(4), fresh.Executor.NextTimer);
    }

    [Fact]
    public void A_handle_that_names_nothing_and_one_of_another_executor_name_nothing_after_a_load()
    {
        using TestRuntime runtime = Testing.NewRuntime(), fresh = Testing.NewRuntime();
        Keeper node = runtime.Executor.Add(new Keeper(capacity: 3)), copy = fresh.Executor.Add(new Keeper(capacity: 3));
        byte[] none = StateCopy.SaveNode(node);
        node.Fill(fresh.Executor.ScheduleAt(copy, Testing.At(5)));

        StateCopy.LoadNode(copy, StateCopy.SaveNode(node));
        TimerHandle ofAnother = copy.Due;
        StateCopy.LoadNode(copy, none);

        Assert.Equal(default, ofAnother);
        Assert.Equal(default, copy.Due);
    }

    [Fact]
    public void A_description_names_every_field_with_its_role_and_text()
    {
        using TestRuntime runtime = Testing.NewRuntime();
        Keeper node = runtime.Executor.Add(new Keeper(capacity: 3));
        node.Fill(timer: default);

        IReadOnlyList<StateField> fields = StateCopy.Describe(node);

        Assert.Equal(
            [
                "Field MutatedEpoch -1", "Field Failures 2", "Field State 0", "Constant Version 1",
                "Constant _capacity 3", "Field Level 3.5", "Field Due 0", "Field List [\"a\", \"b\"]",
                "Field Queue [1, 2]", "Field ByKey [[x, 1], [y, 2]]", "Field Fixed [0.5, 0.25]", "Part Ring ",
                "Constant Ring.capacity 3", "Field Ring._slots [5, 6]", "Scratch Ring._head ", "Scratch Ring.Count ",
                "Part Batch ", "Field Batch._gathering [8]", "Scratch Batch._published ",
                "Scratch Batch._publishedCount ", "Scratch Batch._kept ", "Scratch Batch.Count ", "Scratch Scratch ",
            ],
            fields.Select(field => $"{field.Role} {field.Name} {field.Text}"));
        Assert.Equal(["ByKey"], fields.Where(field => field.Caveat is not null).Select(field => field.Name));
    }

    [Fact]
    public void State_of_another_version_or_length_is_refused()
    {
        using TestRuntime runtime = Testing.NewRuntime();
        Keeper node = runtime.Executor.Add(new Keeper(capacity: 3) { Name = "kept" });
        Keeper later = runtime.Executor.Add(new Keeper(capacity: 3) { Version = 2 });
        Keeper longer = runtime.Executor.Add(new Keeper(capacity: 3, length: 3));

        string version = Assert.Throws<InvalidOperationException>(
            () => StateCopy.LoadNode(node, StateCopy.SaveNode(later))).Message;
        string length = Assert.Throws<InvalidOperationException>(
            () => StateCopy.LoadNode(node, StateCopy.SaveNode(longer))).Message;

        Assert.Contains("of node 'kept' (#0.1) does not fit: version 1", version, StringComparison.Ordinal);
        Assert.Contains("'Fixed' of node 'kept' (#0.1) does not fit: an array of 2", length, StringComparison.Ordinal);
    }

    private sealed class Keeper(int capacity, int length = 2) : Node<int>(initial: 0)
    {
        internal double Level;
        internal TimerHandle Due;
        internal BoundedRing<int> Ring = new(capacity);
        internal BatchBuffer<byte> Batch = new();
        internal int Scratch;
        private readonly int _capacity = capacity;

        internal List<string> List { get; } = [];

        internal Queue<int> Queue { get; } = [];

        internal Dictionary<string, int> ByKey { get; } = [];

        internal double[] Fixed { get; } = new double[length];

        internal bool WasLoaded { get; private set; }

        internal int Version { get; init; } = 1;

        internal void Fill(TimerHandle timer)
        {
            (Level, Due, Failures, Scratch) = (3.5, timer, 2, 4);
            List.AddRange(["a", "b"]);
            Queue.Enqueue(1);
            Queue.Enqueue(2);
            (ByKey["x"], ByKey["y"]) = (1, 2);
            (Fixed[0], Fixed[1]) = (0.5, 0.25);
            for (int i = 4; i < 7; i++) Ring.TryEnqueue(i);
            Ring.Dequeue();
            Batch.Add(8);
            Executor!.Yield(this);
        }

        protected override Control OnCycle(in CycleContext context)
        {
            State = 7;
            return Control.Broadcast;
        }

        protected override void OnState(ref StateVisitor state)
        {
            state.Version(Version);
            state.Constant(_capacity);
            state.Field(ref Level);
            state.Timer(ref Due);
            state.Contents(List);
            state.Contents(Queue);
            state.Contents(ByKey);
            state.Contents(Fixed);
            state.Part(ref Ring);
            state.Part(ref Batch);
            state.Scratch(Scratch);
            WasLoaded = state.IsLoading;
        }
    }
}
