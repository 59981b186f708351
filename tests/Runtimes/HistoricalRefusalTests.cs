using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A historical run takes nothing from outside, and stops what never ends.</summary>
public sealed class HistoricalRefusalTests
{
    private readonly HistoricalRuntime _runtime = new HistoricalRuntime(Instant.Epoch, Testing.At(10)).Checked();

    public static TheoryData<string> Kinds => ["Notifier", "InputChannel", "InputPipe"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Input_that_no_source_feeds_is_refused_when_the_run_starts(string kind)
    {
        Node<int> node = Add("outside");
        Connect(_runtime.Executor, node, kind);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => _runtime.Run());

        Assert.Contains("node 'outside'", error.Message, StringComparison.Ordinal);
        Assert.Contains(kind, error.Message, StringComparison.Ordinal);
        Assert.Contains("AddInput", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Input_that_no_source_feeds_is_refused_during_the_run(string kind)
    {
        Node<int> spawner = Add("spawner", (in CycleContext context) =>
            context.Spawn(executor => Connect(executor, executor.Add(new FrameReader()), kind)));
        _runtime.Executor.Yield(spawner);

        NodeException error = Assert.Throws<NodeException>(() => _runtime.Run());

        Assert.Contains("cannot have an input", error.InnerException!.Message, StringComparison.Ordinal);
        Assert.Contains("takes nothing from outside", error.InnerException.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_is_fed_once_by_this_runtime_and_before_the_run()
    {
        Input<int> input = _runtime.AddInput("input", 0);
        BurstInput<int> burst = _runtime.AddBurstInput<int>("burst");
        Input<int> late = _runtime.AddInput("late", 0);
        _runtime.Feed(input, []);
        _runtime.Feed(burst, []);

        Assert.Throws<InvalidOperationException>(() => _runtime.Feed(input, []));
        Assert.Throws<InvalidOperationException>(() => _runtime.Feed(burst, []));
        Assert.Throws<ArgumentException>(() => new HistoricalRuntime(Instant.Epoch).Feed(input, []));
        _runtime.Run();
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => _runtime.Feed(late, []));
        Assert.Contains("the run has started", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_that_nothing_feeds_keeps_its_initial_value()
    {
        Input<int> input = _runtime.AddInput("input", 42);

        _runtime.Run();

        Assert.Equal((42, 0L), (input.Value, _runtime.Executor.Epoch));
    }

    [Fact]
    public void Cycles_that_never_let_time_go_on_are_an_error_that_names_the_nodes()
    {
        var runtime = new HistoricalRuntime(Instant.Epoch, Testing.At(10)) { MaxCyclesPerInstant = 100 };
        AddIn(runtime, "innocent", (in CycleContext _) => { });
        Node<int> yielding = AddIn(runtime, "yielding", (in CycleContext context) => context.YieldNow());
        Node<int> timing = AddIn(runtime, "timing", (in CycleContext context) => context.ScheduleAt(context.Now));
        runtime.Executor.ScheduleAt(yielding, Testing.At(3));
        runtime.Executor.ScheduleAt(timing, Testing.At(3));

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => runtime.Run());

        Assert.Equal(101, runtime.Executor.Epoch);
        Assert.Contains("More than 100 cycles ran at 1970-01-01T00:00:03Z", error.Message, StringComparison.Ordinal);
        Assert.Contains("'yielding'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'timing'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("innocent", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cycles_at_different_instants_are_counted_apart()
    {
        var runtime = new HistoricalRuntime(Instant.Epoch, Testing.At(10)) { MaxCyclesPerInstant = 2 };
        Node<int> node = AddIn(runtime, "a", (in CycleContext context) =>
        {
            context.ScheduleAfter(TimeSpan.FromSeconds(context.Epoch % 2)); // two cycles at each second
        });
        runtime.Executor.Yield(node);

        runtime.Run();

        Assert.Equal(21, runtime.Executor.Epoch);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Speed_that_is_not_above_zero_is_refused(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HistoricalRuntime(Instant.Epoch) { Speed = speed });

    private static void Connect(Executor executor, Node node, string kind)
    {
        if (kind == "Notifier") executor.CreateNotifier(node);
        else if (kind == "InputChannel") executor.CreateChannel<int>(node, capacity: 1);
        else executor.AttachPipe(node, () => Stream.Null);
    }

    private Node<int> Add(string name, ActionInCycle? action = null) => AddIn(_runtime, name, action);

    private static Node<int> AddIn(Runtime runtime, string name, ActionInCycle? action) =>
        NodeBuilder.Create(0).Named(name).Build(runtime.Executor, (ref int _, in CycleContext context) =>
        {
            action?.Invoke(in context);
            return Control.Unchanged;
        });
}
