using System.Runtime.CompilerServices;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What is pushed enters at its instant, as it would over history.</summary>
public sealed class TestRuntimePushTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly List<string> _log = [];

    [Theory]
    [InlineData(1.5)]
    [InlineData(2.0)]
    [InlineData(2.5)]
    public void Pushed_value_meets_a_timer_as_a_recorded_one_does(double second)
    {
        (double At, int Value)[] events = [(0, 1), (second, 2)];
        TestInput<int> input = _runtime.Input<int>("input");
        List<(double At, int Value)> tested = input.Node.Debounce(TimeSpan.FromSeconds(2)).Record();
        input.Push(1);
        input.PushAt(Testing.At(second), 2);
        _runtime.Advance(TimeSpan.FromSeconds(10));

        var history = new HistoricalRuntime(Testing.At(0), Testing.At(10)).Checked();
        Node<int> source = history.AddSource(
            "input", events.Select(e => new Timestamped<int>(Testing.At(e.At), e.Value)));
        List<(double At, int Value)> recorded = source.Debounce(TimeSpan.FromSeconds(2)).Record();
        history.Run();

        Assert.Equal(recorded, tested);
        (double, int)[] expected = second <= 2 ? [(second + 2, 2)] : [(2, 1), (second + 2, 2)];
        Assert.Equal(expected, tested);
        Assert.Equal(history.Executor.Epoch, _runtime.Executor.Epoch);
    }

    [Fact]
    public void Values_enter_at_their_instants_and_those_of_one_instant_in_the_order_pushed()
    {
        TestInput<int> a = _runtime.Input<int>("a"), b = _runtime.Input<int>("b");
        Watch(a.Node, b.Node);

        a.PushAt(Testing.At(5), 5);
        a.PushAt(Testing.At(3), 3);
        b.PushAt(Testing.At(4), 40);
        a.PushAt(Testing.At(5), 6);
        b.PushAt(Testing.At(3), 30);
        a.Push(1);
        a.PushAt(Testing.At(3), 4);
        b.PushAt(Testing.At(5), 50);
        _runtime.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(["0: 1 -", "3: 3 30", "3: 4 -", "4: - 40"], _log);
        _runtime.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(["0: 1 -", "3: 3 30", "3: 4 -", "4: - 40", "5: 5 50", "5: 6 -"], _log);
        Assert.Equal(Testing.At(8), _runtime.Now);
    }

    [Theory]
    [InlineData(Delivery.Each, "2: 1 -", "2: 2 -", "2: 3 -")]
    [InlineData(Delivery.Latest, "2: 3 -")]
    public void Values_of_one_instant_enter_as_the_delivery_says(Delivery delivery, params string[] expected)
    {
        Input<int> input = _runtime.AddInput<int>("input", delivery);
        Watch(input, _runtime.AddInput<int>("other"));
        for (int i = 1; i <= 3; i++) _runtime.PushAt(input, Testing.At(2), i);

        _runtime.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(expected, _log);
    }

    [Fact]
    public void Items_of_one_instant_enter_a_burst_input_together_and_those_of_another_do_not()
    {
        BurstInput<int> input = _runtime.AddBurstInput<int>("input");
        List<string> bursts = Recorded.FromBatches(input);
        foreach (int second in new[] { 1, 1, 2, 1 }) _runtime.PushAt(input, Testing.At(second), second);

        _runtime.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["1: [1 1 1]", "2: [2]"], bursts);
    }

    [Fact]
    public void Push_for_later_waits_for_time_and_makes_no_cycle_before()
    {
        TestInput<int> input = _runtime.Input<int>("input");
        input.PushAt(Testing.At(1), 1);

        Assert.Equal(0, _runtime.RunUntilIdle(maxCycles: 1));
        Assert.False(_runtime.RunCycle());
        _runtime.AdvanceTo(Testing.At(1) - TimeSpan.FromTicks(1));
        Assert.False(input.Node.HasValue);
        _runtime.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(1, input.Node.Value);
    }

    [Fact]
    public void Push_into_the_past_is_refused()
    {
        TestInput<int> input = _runtime.Input<int>("input");
        _runtime.Advance(TimeSpan.FromSeconds(5));

        ArgumentOutOfRangeException error =
            Assert.Throws<ArgumentOutOfRangeException>(() => input.PushAt(Testing.At(4), 1));
        Assert.StartsWith(
            "node 'input' (#0.1) cannot be pushed at 1970-01-01T00:00:04Z, because it is 1970-01-01T00:00:05Z already. "
            + "Push for now or later.",
            error.Message,
            StringComparison.Ordinal);
        input.PushAt(Testing.At(5), 1);
        _runtime.RunUntilIdle();

        Assert.Equal(1, input.Node.Value);
    }

    [Fact]
    public void What_was_pushed_for_later_leaves_with_its_input_and_time_does_not_stop_there()
    {
        TestInput<int> gone = _runtime.Input<int>("gone"), stays = _runtime.Input<int>("stays");
        gone.PushAt(Testing.At(1), 1);
        stays.PushAt(Testing.At(2), 2);
        _runtime.Executor.Sweep(gone.Node);
        _runtime.RunUntilIdle();

        _runtime.Advance(TimeSpan.FromSeconds(3));
        gone.PushAt(Testing.At(4), 1);
        _runtime.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal((false, 2, 1L), (gone.Node.HasValue, stays.Node.Value, _runtime.Executor.Epoch));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Inputs_that_have_left_are_forgotten_whether_or_not_something_waits(bool waits)
    {
        WeakReference gone = PushAndSweep();
        _runtime.RunUntilIdle();
        GC.Collect();

        Assert.False(gone.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference PushAndSweep()
        {
            Input<int> input = _runtime.AddInput<int>("input");
            _runtime.Push(input, 1);
            _runtime.RunUntilIdle();
            if (waits) _runtime.PushAt(input, Testing.At(1000), 2);
            _runtime.Executor.Sweep(input);
            return new WeakReference(input);
        }
    }

    [Fact]
    public void Pushes_for_later_to_inputs_that_leave_do_not_pile_up()
    {
        FeedDriver feeds = _runtime.Executor.Drivers.ToArray().OfType<FeedDriver>().Single();
        TestInput<int> stays = _runtime.Input<int>("stays");
        stays.PushAt(Testing.At(500), 1);
        for (int i = 0; i < 1_000; i++)
        {
            TestInput<int> input = _runtime.Input<int>("input");
            input.PushAt(Testing.At(1000), 2);
            _runtime.Executor.Sweep(input.Node);
            _runtime.RunUntilIdle();
        }

        Assert.InRange(feeds.TableSize, 1, 64);
        _runtime.AdvanceTo(Testing.At(2000));
        Assert.Equal((1, 1L), (stays.Node.Value, _runtime.Executor.Epoch));
    }

    [Fact]
    public void Pushes_that_set_off_pushes_without_end_are_an_error_that_names_the_input()
    {
        var runtime = new TestRuntime { MaxItemsPerInstant = 100, MaxCyclesPerInstant = 10 };
        TestInput<int> input = runtime.Input<int>("input");
        input.Node.ForEach(value => input.Push(value + 1));
        input.Push(1);

        NodeException error = Assert.Throws<NodeException>(() => runtime.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal(100, input.Node.Value);
        Assert.Equal(
            "More than 100 items were pushed to node 'input' (#0.1) at 1970-01-01T00:00:00Z. Does what they set off "
            + "push again? Let time move on in between, or raise MaxItemsPerInstant.",
            error.InnerException!.Message);
    }

    [Fact]
    public void Cycles_that_took_a_pushed_value_do_not_count_for_the_cycles_of_an_instant()
    {
        var runtime = new TestRuntime { MaxCyclesPerInstant = 10 };
        TestInput<int> input = runtime.Input<int>("input");
        for (int i = 1; i <= 100; i++) input.PushAt(Testing.At(1), i);

        runtime.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((100, 100L), (input.Node.Value, runtime.Executor.Epoch));
    }

    private void Watch(Node<int> a, Node<int> b) =>
        NodeBuilder.Create(0).TriggeredBy(a, b).Build(_runtime.Executor, (ref int _, in CycleContext context) =>
        {
            string left = context.HasMutated(a) ? $"{a.Value}" : "-";
            string right = context.HasMutated(b) ? $"{b.Value}" : "-";
            _log.Add($"{(context.Now - Instant.Epoch).TotalSeconds}: {left} {right}");
            return Control.Unchanged;
        });
}
