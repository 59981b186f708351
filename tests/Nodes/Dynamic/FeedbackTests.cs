using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Closing a loop.</summary>
public sealed class FeedbackTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    private Executor Executor => _runtime.Executor;

    [Fact]
    public void Observed_feedback_brings_the_previous_result_to_each_new_count()
    {
        TestInput<int> count = _runtime.Input(initial: 0);
        Feedback<int> feedback = Executor.AddFeedback(initial: 0).Named("previous");
        Node<int> result = NodeBuilder.Create(0).TriggeredBy(count.Node).ObserverOf(feedback).Build(
            Executor,
            (ref int value, in CycleContext _) =>
            {
                value = count.Node.Value + (10 * feedback.Value);
                return Control.Broadcast;
            });
        feedback.Bind(result);
        List<(double At, int Value)> results = result.Record();

        for (int i = 1; i <= 6; i++)
        {
            count.Push(i);
            Assert.Equal(2, _runtime.RunUntilIdle());
        }

        Assert.Equal([(0, 1), (0, 12), (0, 123), (0, 1234), (0, 12345), (0, 123456)], results);
    }

    [Fact]
    public void Triggering_feedback_runs_the_loop_once_in_every_cycle_at_one_instant()
    {
        Feedback<int> feedback = Executor.AddFeedback(initial: 0);
        Node<int> result = feedback.Select(value => 1 + (10 * value));
        feedback.Bind(result);
        List<(double At, int Value)> results = result.Record();

        for (int i = 0; i < 5; i++) Assert.True(_runtime.RunCycle());

        Assert.Equal([(0, 1), (0, 11), (0, 111), (0, 1111), (0, 11111)], results);
        Assert.Equal(5, Executor.Epoch);
    }

    [Fact]
    public void Doubling_loop_grows_from_its_seed()
    {
        Feedback<int> feedback = Executor.AddFeedback(initial: 1);
        Node<int> doubled = feedback.Select(value => value * 2);
        feedback.Bind(doubled);
        List<(double At, int Value)> delivered = feedback.Record();

        Assert.Equal(1, feedback.Value);
        for (int i = 0; i < 5; i++) _runtime.RunCycle();

        Assert.Equal([(0, 2), (0, 4), (0, 8), (0, 16)], delivered);
    }

    [Fact]
    public void Value_is_delivered_as_it_was_although_its_source_runs_before_the_feedback()
    {
        TestInput<int> older = _runtime.Input(initial: 0);
        Feedback<int> feedback = Executor.AddFeedback(initial: -1);
        feedback.Bind(older.Node);
        List<(double At, int Value)> delivered = feedback.Record();

        older.Push(1);
        older.Push(2);

        Assert.Equal(3, _runtime.RunUntilIdle());
        Assert.Equal([(0, 1), (0, 2)], delivered);
    }

    [Fact]
    public void Value_that_was_never_broadcast_is_not_delivered()
    {
        Feedback<int> feedback = Executor.AddFeedback(initial: 3);
        Node<int> still = NodeBuilder.Create(7).Build(Executor, (ref int _, in CycleContext _) => Control.Unchanged);
        feedback.Bind(still);

        Assert.Equal(0, _runtime.RunUntilIdle());
        Assert.Equal(3, feedback.Value);
        Assert.True(feedback.HasValue);
    }

    [Fact]
    public void Unbound_feedback_stops_the_run_with_an_error_that_names_it()
    {
        Feedback<int> feedback = Executor.AddFeedback(initial: 0).Named("loop");

        var error = Assert.Throws<InvalidOperationException>(() => _runtime.RunCycle());

        Assert.Contains("'loop'", error.Message, StringComparison.Ordinal);
        feedback.Bind(feedback);
        Assert.False(_runtime.RunCycle());
    }

    [Fact]
    public void Binding_twice_is_refused_with_both_names_and_leaves_the_first_binding()
    {
        TestInput<int> first = _runtime.Input(initial: 0, name: "first");
        TestInput<int> second = _runtime.Input(initial: 0, name: "second");
        Feedback<int> feedback = Executor.AddFeedback(initial: 0).Named("loop");
        feedback.Bind(first.Node);

        var error = Assert.Throws<InvalidOperationException>(() => feedback.Bind(second.Node));

        Assert.Contains("'loop'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'first'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'second'", error.Message, StringComparison.Ordinal);
        second.Push(2);
        first.Push(1);
        _runtime.RunUntilIdle();
        Assert.Equal(1, feedback.Value);
        Assert.Equal(4, Executor.NodeCount);
    }

    [Fact]
    public void Binding_to_a_node_of_another_executor_is_refused_and_the_feedback_stays_unbound()
    {
        using var other = new TestRuntime();
        TestInput<int> foreign = other.Input(initial: 0);
        TestInput<int> own = _runtime.Input(initial: 0);
        Feedback<int> feedback = Executor.AddFeedback(initial: 0);

        Assert.Throws<ArgumentException>(() => feedback.Bind(foreign.Node));

        Assert.Throws<InvalidOperationException>(() => _runtime.RunCycle());
        feedback.Bind(own.Node);
        own.Push(5);
        _runtime.RunUntilIdle();
        Assert.Equal(5, feedback.Value);
    }

    [Fact]
    public void Feedback_stays_with_its_newest_value_when_the_bound_node_leaves()
    {
        TestInput<int> source = _runtime.Input(initial: 0);
        Feedback<int> feedback = Executor.AddFeedback(initial: 0);
        feedback.Bind(source.Node);
        source.Push(4);
        _runtime.RunUntilIdle();

        Executor.Sweep(source.Node);
        _runtime.RunUntilIdle();

        Assert.Equal(1, Executor.NodeCount);
        Assert.True(feedback.IsAlive);
        Assert.Equal(4, feedback.Value);
    }

    [Fact]
    public void Removed_feedback_takes_its_loop_and_its_tap_along()
    {
        TestInput<int> outside = _runtime.Input(initial: 0);
        Feedback<int> feedback = Executor.AddFeedback(initial: 0);
        Node<int> inside = feedback.Select(value => value + 1);
        feedback.Bind(outside.Node);
        outside.Push(1);
        _runtime.RunUntilIdle();

        Executor.Sweep(feedback);
        outside.Push(2);
        _runtime.RunUntilIdle();

        Assert.False(inside.IsAlive);
        Assert.Equal(1, Executor.NodeCount);
        Assert.Equal(1, feedback.Value);
    }

    [Fact]
    public void Feedback_can_be_added_and_bound_in_a_spawn()
    {
        TestInput<int> source = _runtime.Input(initial: 0);
        Feedback<int>? feedback = null;
        Executor.Spawn(executor =>
        {
            feedback = executor.AddFeedback(initial: 0);
            feedback.Bind(source.Node);
        });
        _runtime.RunUntilIdle();

        source.Push(9);
        _runtime.RunUntilIdle();

        Assert.Equal(9, feedback!.Value);
    }
}
