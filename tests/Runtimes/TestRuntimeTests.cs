using System.Runtime.CompilerServices;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The virtual clock that tests run on.</summary>
public sealed class TestRuntimeTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime(Testing.At(10));
    private readonly List<string> _runs = [];

    [Fact]
    public void Now_is_the_start_until_time_is_advanced()
    {
        Assert.Equal(Testing.At(10), _runtime.Now);
        Assert.Equal(Instant.Epoch, new TestRuntime().Now);
    }

    [Fact]
    public void RunCycle_runs_one_cycle_or_says_that_nothing_was_ready()
    {
        TestInput<int> input = _runtime.Input(initial: 0);
        Watch(input.Node);
        input.Push(1);
        input.Push(2);

        Assert.True(_runtime.RunCycle());
        Assert.Equal(["1@10: 1"], _runs);
        Assert.True(_runtime.RunCycle());
        Assert.False(_runtime.RunCycle());

        Assert.Equal(["1@10: 1", "2@10: 2"], _runs);
        Assert.Equal(2, _runtime.Executor.Epoch);
    }

    [Fact]
    public void RunUntilIdle_runs_everything_at_the_present_instant_and_counts_the_cycles()
    {
        TestInput<int> input = _runtime.Input(initial: 0);
        Watch(input.Node);
        foreach (int value in new[] { 1, 2, 3 }) input.Push(value);

        Assert.Equal(3, _runtime.RunUntilIdle());
        Assert.Equal(0, _runtime.RunUntilIdle());
        Assert.Equal(["1@10: 1", "2@10: 2", "3@10: 3"], _runs);
    }

    [Fact]
    public void RunUntilIdle_that_reaches_its_limit_throws_and_names_the_nodes_that_keep_going()
    {
        Node<int> restless = NodeBuilder.Create(0).Named("restless").Build(
            _runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                context.YieldNow();
                return Control.Unchanged;
            });
        _runtime.Executor.Yield(restless);

        InvalidOperationException error =
            Assert.Throws<InvalidOperationException>(() => _runtime.RunUntilIdle(maxCycles: 7));

        Assert.Equal(7, _runtime.Executor.Epoch);
        Assert.Contains("after 7 cycles", error.Message, StringComparison.Ordinal);
        Assert.Contains("'restless'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(10, "")]
    [InlineData(13, " and 3 more")]
    public void RunUntilIdle_that_reaches_its_limit_names_up_to_ten_nodes_in_creation_order(int count, string more)
    {
        Node<int> gone = AddRestless("gone", byTimer: false);
        AddRestless("quiet", byTimer: false);
        Node<int>[] restless =
            [.. Enumerable.Range(0, count).Select(i => AddRestless($"{i}", byTimer: i % 2 == 0))];
        _runtime.Executor.Sweep(gone);
        foreach (Node<int> node in restless) _runtime.Executor.Yield(node);

        InvalidOperationException error =
            Assert.Throws<InvalidOperationException>(() => _runtime.RunUntilIdle(maxCycles: 3));

        Assert.Equal(
            "Something is still ready after 3 cycles at 1970-01-01T00:00:10Z. What keeps going: "
            + $"{string.Join(", ", restless.Take(10).Select(node => node.ToString()))}{more}. Let them wait for a "
            + "timer or an input, or raise maxCycles.",
            error.Message);
    }

    [Fact]
    public void RunUntilIdle_that_reaches_its_limit_by_values_from_outside_names_the_nodes_that_take_them()
    {
        TestInput<int> input = _runtime.Input<int>("pushed"), quiet = _runtime.Input<int>("quiet");
        for (int i = 0; i < 4; i++) input.Push(i);
        quiet.PushAt(Testing.At(11), 1);
        (_, Sender<int> sender) = NodeBuilder.Create(0).Named("sent").BuildWithChannel<int>(
            _runtime.Executor,
            capacity: 4,
            (ref int _, ReadOnlySpan<int> _, in CycleContext _) => Control.Unchanged,
            delivery: Delivery.Each);
        for (int i = 0; i < 4; i++) sender.TrySend(i);
        (_, Notifier notifier) = NodeBuilder.Create(0).Named("notified").BuildWithNotifier(
            _runtime.Executor, (ref int _, in CycleContext _) => Control.Unchanged);
        input.Node.ForEach(_ =>
        {
            var other = new Thread(notifier.Notify);
            other.Start();
            other.Join();
        });

        InvalidOperationException error =
            Assert.Throws<InvalidOperationException>(() => _runtime.RunUntilIdle(maxCycles: 3));

        Assert.Contains(
            "What keeps going: node 'pushed' (#0.1), node 'sent' (#2.1), node 'notified' (#3.1). Let",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void RunUntilIdle_that_needs_exactly_its_limit_does_not_throw()
    {
        TestInput<int> input = _runtime.Input(initial: 0);
        for (int i = 0; i < 5; i++) input.Push(i);

        Assert.Equal(5, _runtime.RunUntilIdle(maxCycles: 5));
    }

    [Fact]
    public void RunUntilIdle_whose_last_node_yields_and_leaves_does_not_throw()
    {
        Node<int> node = NodeBuilder.Create(0).Build(_runtime.Executor, (ref int _, in CycleContext context) =>
        {
            context.YieldNow();
            return Control.Sweep;
        });
        _runtime.Executor.Yield(node);

        Assert.Equal(1, _runtime.RunUntilIdle(maxCycles: 1));
    }

    [Fact]
    public void RunUntilIdle_stops_at_a_node_that_terminates_and_goes_on_when_called_again()
    {
        TestInput<int> input = _runtime.Input(initial: 0);
        NodeBuilder.Create(0).TriggeredBy(input.Node).Build(
            _runtime.Executor,
            (ref int _, in CycleContext _) => input.Node.Value == 2 ? Control.Terminate : Control.Unchanged);
        foreach (int value in new[] { 1, 2, 3 }) input.Push(value);

        Assert.Equal(2, _runtime.RunUntilIdle());
        Assert.Equal(1, _runtime.RunUntilIdle());
    }

    [Fact]
    public void Advance_runs_at_the_present_instant_at_each_timer_and_at_the_target()
    {
        TestInput<int> input = _runtime.Input(initial: 0);
        Node<int> node = Watch(input.Node);
        foreach (double second in new[] { 11, 12.5, 15, 15.1 }) _runtime.Executor.ScheduleAt(node, Testing.At(second));
        input.Push(7);

        _runtime.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["1@10: 7", "2@11: 7", "3@12.5: 7", "4@15: 7"], _runs);
        Assert.Equal(Testing.At(15), _runtime.Now);
    }

    [Fact]
    public void Advance_in_many_steps_gives_the_same_as_in_one()
    {
        Node<int> node = Watch(_runtime.Input(initial: 0).Node);
        for (int i = 0; i < 20; i++) _runtime.Executor.ScheduleAt(node, Testing.At(10 + (i * 0.3)));

        for (int i = 0; i < 60; i++) _runtime.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i + 1}@{10 + (i * 3 / 10.0)}: 0"), _runs);
        Assert.Equal(Testing.At(16), _runtime.Now);
    }

    [Fact]
    public void Advance_by_zero_runs_what_is_ready_now()
    {
        TestInput<int> input = _runtime.Input(initial: 0);
        input.Push(3);

        _runtime.Advance(TimeSpan.Zero);

        Assert.Equal((3, Testing.At(10)), (input.Node.Value, _runtime.Now));
    }

    [Fact]
    public void Advance_stops_time_where_a_node_terminates()
    {
        Node<int> node = NodeBuilder.Create(0).Build(
            _runtime.Executor, (ref int _, in CycleContext _) => Control.Terminate);
        _runtime.Executor.ScheduleAt(node, Testing.At(12));

        _runtime.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Testing.At(12), _runtime.Now);
        _runtime.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(Testing.At(17), _runtime.Now);
    }

    [Fact]
    public void Time_cannot_be_turned_back()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _runtime.Advance(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _runtime.AdvanceTo(Testing.At(9)));
        Assert.Equal(Testing.At(10), _runtime.Now);
    }

    [Fact]
    public void Advance_over_cycles_that_never_end_is_an_error_that_names_the_node()
    {
        var runtime = new TestRuntime { MaxCyclesPerInstant = 50 };
        Node<int> node = NodeBuilder.Create(0).Named("restless").Build(
            runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                context.ScheduleAfter(TimeSpan.Zero);
                return Control.Unchanged;
            });
        runtime.Executor.ScheduleAt(node, Testing.At(1));

        InvalidOperationException error =
            Assert.Throws<InvalidOperationException>(() => runtime.Advance(TimeSpan.FromSeconds(2)));
        Assert.Contains("'restless'", error.Message, StringComparison.Ordinal);
        Assert.Equal(51, runtime.Executor.Epoch);
    }

    [Fact]
    public void Pushes_enter_as_the_delivery_of_the_input_says()
    {
        Input<int> each = _runtime.AddInput("each", 0), latest = _runtime.AddInput("latest", 0, Delivery.Latest);
        BurstInput<int> burst = _runtime.AddBurstInput<int>("burst");
        NodeBuilder.Create(0).TriggeredBy(each, latest, burst).Build(
            _runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                string items = context.HasMutated(burst) ? string.Join(' ', burst.Value.ToArray()) : "-";
                string newest = context.HasMutated(latest) ? $"{latest.Value}" : "-";
                _runs.Add($"{each.Value}, {newest}, {items}");
                return Control.Unchanged;
            });
        for (int i = 1; i <= 3; i++)
        {
            _runtime.Push(each, i);
            _runtime.Push(latest, i);
            _runtime.Push(burst, i);
        }

        _runtime.RunUntilIdle();

        Assert.Equal(["1, 3, 1 2 3", "2, -, -", "3, -, -"], _runs);
    }

    [Fact]
    public void Push_to_an_input_that_has_left_does_nothing_and_to_one_of_another_runtime_is_refused()
    {
        TestInput<int> input = _runtime.Input(initial: 0);
        input.Push(1);
        _runtime.Executor.Sweep(input.Node);

        Assert.Equal(0, _runtime.RunUntilIdle());
        input.Push(2);
        Assert.Equal(0, _runtime.RunUntilIdle(maxCycles: 1));

        Assert.Throws<ArgumentException>(() => _runtime.Push(Testing.NewRuntime().AddInput("other", 0), 1));
    }

    [Fact]
    public void Pushed_inputs_that_have_left_are_forgotten()
    {
        WeakReference gone = PushAndSweep();

        Input<int> other = _runtime.AddInput("other", 0);
        _runtime.Push(other, 1);
        _runtime.RunUntilIdle();
        GC.Collect();

        Assert.Equal(1, other.Value);
        Assert.False(gone.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference PushAndSweep()
        {
            Input<int> input = _runtime.AddInput("input", 0);
            _runtime.Push(input, 1);
            _runtime.RunUntilIdle();
            _runtime.Executor.Sweep(input);
            return new WeakReference(input);
        }
    }

    [Fact]
    public void Burst_stays_whole_while_the_next_one_waits_for_its_node()
    {
        bool fails = false;
        Node<int> failing = NodeBuilder.Create(0).Build(_runtime.Executor, (ref int _, in CycleContext _) =>
            fails ? throw new InvalidDataException() : Control.Unchanged);
        BurstInput<int> burst = _runtime.AddBurstInput<int>("burst");
        _runtime.Push(burst, 1);
        _runtime.Push(burst, 2);
        _runtime.RunCycle();

        fails = true;
        _runtime.Executor.Yield(failing);
        _runtime.Push(burst, 3);
        Assert.Throws<NodeException>(() => _runtime.RunCycle()); // before the burst's node ran

        Assert.Equal([1, 2], burst.Value.ToArray());
    }

    private Node<int> AddRestless(string name, bool byTimer) => NodeBuilder.Create(0).Named(name).Build(
        _runtime.Executor,
        (ref int _, in CycleContext context) =>
        {
            if (byTimer) context.ScheduleAfter(TimeSpan.Zero);
            else context.YieldNow();
            return Control.Unchanged;
        });

    private Node<int> Watch(Node<int> source) => NodeBuilder.Create(0).TriggeredBy(source).Build(
        _runtime.Executor,
        (ref int _, in CycleContext context) =>
        {
            _runs.Add($"{context.Epoch}@{(context.Now - Instant.Epoch).TotalSeconds}: {source.Value}");
            return Control.Unchanged;
        });
}
