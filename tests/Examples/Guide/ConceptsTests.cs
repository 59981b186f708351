using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The code of the guide's page on concepts: what it says happens.</summary>
public sealed class ConceptsTests
{
    [Fact]
    public void Node_answers_whether_its_children_are_told()
    {
        var runtime = new TestRuntime();
        TestInput<double> celsius = runtime.Input(initial: 20.0, name: "celsius");
        Node<bool> hot = NodeBuilder.Create(false).Named("hot").TriggeredBy(celsius.Node)
            .Build(runtime.Executor, (ref bool on, in CycleContext _) =>
            {
                bool next = celsius.Node.Value > 30.0;
                if (next == on) return Control.Unchanged;
                on = next;
                return Control.Broadcast;
            });

        var changes = new List<bool>();
        hot.ForEach(changes.Add);
        foreach (double reading in (double[])[29.0, 31.0, 32.0, 28.0]) celsius.Push(reading);
        runtime.RunUntilIdle();

        Assert.Equal([true, false], changes);
    }

    [Fact]
    public void Node_with_two_parents_runs_once_and_sees_both_of_one_cycle()
    {
        var runtime = new TestRuntime();
        TestInput<int> number = runtime.Input(initial: 1);
        Node<int> doubled = number.Node.Select(n => n * 2);
        Node<int> squared = number.Node.Select(n => n * n);
        var pairs = new List<(int, int)>();
        doubled.Combine(squared, (two, square) => (two, square)).ForEach(pairs.Add);

        runtime.RunUntilIdle();
        number.Push(3);
        runtime.RunUntilIdle();

        Assert.Equal([(2, 1), (6, 9)], pairs);
    }

    [Fact]
    public void Observer_reads_a_parent_that_does_not_wake_it()
    {
        var runtime = new TestRuntime();
        TestInput<double> setpoint = runtime.Input(initial: 30.0, name: "setpoint");
        TestInput<double> celsius = runtime.Input(initial: 20.0, name: "celsius");
        Node<double> excess = NodeBuilder.Create(0.0).Named("excess")
            .TriggeredBy(celsius.Node)
            .ObserverOf(setpoint.Node)
            .Build(runtime.Executor, (ref double value, in CycleContext _) =>
            {
                value = celsius.Node.Value - setpoint.Node.Value;
                return Control.Broadcast;
            });

        celsius.Push(33.0);
        runtime.RunUntilIdle();
        Assert.Equal(3.0, excess.Value);

        setpoint.Push(25.0);
        runtime.RunUntilIdle();
        Assert.Equal(3.0, excess.Value); // the setpoint does not wake it

        celsius.Push(33.0);
        runtime.RunUntilIdle();
        Assert.Equal(8.0, excess.Value);
    }

    [Fact]
    public void Timer_fires_at_its_exact_instant()
    {
        var runtime = new TestRuntime();
        TestInput<bool> motion = runtime.Input(initial: false, name: "motion");
        Node<bool> settled = motion.Node.Debounce(TimeSpan.FromMinutes(2)).Named("settled");

        motion.Push(true);
        runtime.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
        Assert.False(settled.HasValue);

        runtime.Advance(TimeSpan.FromTicks(1));
        Assert.True(settled.Value);
    }

    [Fact]
    public void Feedback_comes_back_in_the_next_cycle()
    {
        var runtime = new TestRuntime();
        TestInput<int> start = runtime.Input(initial: 0);
        Feedback<int> previous = runtime.Executor.AddFeedback(initial: 0);
        Node<int> countdown = start.Node.Merge(previous).Select(n => Math.Max(n - 1, 0)).DistinctUntilChanged();
        previous.Bind(countdown);
        var values = new List<int>();
        countdown.ForEach(values.Add);

        runtime.RunUntilIdle();
        start.Push(4);
        runtime.RunUntilIdle();

        Assert.Equal([0, 3, 2, 1, 0], values);
    }

    [Fact]
    public void Failure_under_Hold_leaves_the_value_as_it_was()
    {
        var runtime = new TestRuntime();
        TestInput<int> divisor = runtime.Input(initial: 1, name: "divisor");
        Node<int> share = divisor.Node.Select(n => 100 / n).Named("share").OnError(ErrorPolicy.Hold);
        runtime.Executor.NodeFailed += failure => Assert.StartsWith("node 'share'", failure.Message);

        divisor.Push(4);
        divisor.Push(0);
        runtime.RunUntilIdle();

        Assert.Equal((25, 1), (share.Value, share.Failures));
    }
}
