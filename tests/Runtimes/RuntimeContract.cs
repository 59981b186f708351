using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>One graph built by one function runs alike on every runtime: a sealed subclass for each.</summary>
public abstract class RuntimeContract
{
    private static readonly int[] s_values = [3, 1, 4, 1, 5, 9, 2, 6];

    /// <summary>Runs the built graph until the values have entered and the watcher has terminated.</summary>
    private protected abstract void Play(Func<Runtime, Watcher> build, int[] values);

    [Fact]
    public void Graph_built_by_one_function_gives_the_same_values()
    {
        Watcher? watcher = null;

        Play(runtime => watcher = Watcher.Build(runtime), s_values);

        Assert.Equal(
            ["3 3 -", "1 4 -", "4 8 -", "1 9 -", "5 14 -", "9 23 -", "2 25 -", "6 31 -", "6 31 timer"], watcher!.Log);
        Assert.Equal(31, watcher.Sum.Value);
    }

    [Fact]
    public void Dispose_drops_every_node_children_before_parents_and_values_can_still_be_read()
    {
        var drops = new List<string>();
        Runtime? built = null;

        Play(
            runtime =>
            {
                built = runtime;
                var watcher = Watcher.Build(runtime);
                NodeBuilder.Create(0).Named("child").TriggeredBy(watcher.Input).OnDrop(_ => drops.Add("child")).Build(
                    runtime.Executor, (ref int _, in CycleContext _) => Control.Unchanged);
                return watcher;
            },
            s_values);
        NodeBuilder.Create(0).OnDrop(_ => drops.Add("youngest")).Build(
            built!.Executor, (ref int _, in CycleContext _) => Control.Unchanged);
        built.Dispose();
        built.Dispose();

        Assert.Equal(["youngest", "child"], drops);
        Assert.Equal(0, built.Executor.NodeCount);
        Assert.Throws<ObjectDisposedException>(() => built.AddInput("late", 0));
    }

    /// <summary>The graph: an input, its sum, and a node that logs both and sets a timer at the end.</summary>
    private protected sealed class Watcher
    {
        private Watcher(Input<int> input, Latest<int> sum) => (Input, Sum) = (input, sum);

        internal Input<int> Input { get; }

        internal Latest<int> Sum { get; }

        internal List<string> Log { get; } = [];

        internal static Watcher Build(Runtime runtime)
        {
            Input<int> input = runtime.AddInput("input", 0);
            Node<int> sum = NodeBuilder.Create(0).TriggeredBy(input).Build(
                runtime.Executor,
                (ref int sum, in CycleContext _) =>
                {
                    sum += input.Value;
                    return Control.Broadcast;
                });
            var watcher = new Watcher(input, runtime.Publish(sum));
            NodeBuilder.Create(0).TriggeredBy(sum, input).Build(
                runtime.Executor,
                (ref int _, in CycleContext context) =>
                {
                    bool timer = !context.HasMutated(input);
                    watcher.Log.Add($"{input.Value} {sum.Value} {(timer ? "timer" : "-")}");
                    if (watcher.Log.Count == 8) context.ScheduleAfter(TimeSpan.FromMilliseconds(1));
                    return timer ? Control.Terminate : Control.Unchanged;
                });
            return watcher;
        }
    }
}

/// <inheritdoc/>
public sealed class TestRuntimeContract : RuntimeContract
{
    private protected override void Play(Func<Runtime, Watcher> build, int[] values)
    {
        TestRuntime runtime = Testing.NewRuntime();
        Watcher watcher = build(runtime);
        foreach (int value in values) runtime.Push(watcher.Input, value);
        runtime.Advance(TimeSpan.FromSeconds(1));
    }
}

/// <inheritdoc/>
public sealed class HistoricalRuntimeContract : RuntimeContract
{
    private protected override void Play(Func<Runtime, Watcher> build, int[] values)
    {
        var runtime = new HistoricalRuntime(Instant.Epoch, Testing.At(100)).Checked();
        Watcher watcher = build(runtime);
        runtime.Feed(watcher.Input, values.Select((value, i) => new Timestamped<int>(Testing.At(i), value)));
        runtime.Run();
    }
}

/// <inheritdoc/>
public sealed class SpinningRuntimeContract() : LiveRuntimeContract(ExecutionMode.Spin);

/// <inheritdoc/>
public sealed class ParkingRuntimeContract() : LiveRuntimeContract(ExecutionMode.Park);

/// <summary>What both modes share: values sent by another thread.</summary>
public abstract class LiveRuntimeContract(ExecutionMode mode) : RuntimeContract
{
    private protected sealed override void Play(Func<Runtime, Watcher> build, int[] values)
    {
        var runtime = new RealtimeRuntime(mode).Checked();
        Watcher watcher = build(runtime);
        Sender<int> sender = runtime.OpenSender(watcher.Input, capacity: 2);
        Task run = runtime.RunAsync();
        foreach (int value in values) Assert.True(sender.Send(value));
        Testing.AwaitEnd(run);
    }
}
