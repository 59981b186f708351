using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Whether a node has broadcast is a question about nodes of the same executor.</summary>
public sealed class HasMutatedTests : ExecutorTest
{
    [Fact]
    public void Executor_answers_for_its_own_nodes_also_when_they_have_left()
    {
        Probe a = Add("a"), b = Add("b");
        RunWith(a);

        Assert.Equal((true, false), (Executor.HasMutated(a), Executor.HasMutated(b)));
        Executor.Sweep(a);
        RunWith(b);

        Assert.Equal((false, true), (Executor.HasMutated(a), Executor.HasMutated(b)));
    }

    [Fact]
    public void Node_of_another_executor_and_one_that_was_not_added_are_refused()
    {
        Node foreign = Testing.NewRuntime().Input(0, "foreign").Node;
        var stray = new Probe(Log, null, [], []) { Name = "stray" };

        var error = Assert.Throws<ArgumentException>("node", () => Executor.HasMutated(foreign));
        Assert.StartsWith(
            "node 'foreign' (#0.1) was not added to this executor, but to another one.",
            error.Message,
            StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>("node", () => Executor.HasMutated(stray));
        Assert.StartsWith(
            "node 'stray' (not added) was not added to this executor. Call Add first.",
            error.Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("node", () => Executor.HasMutated(null!));
    }

    [Fact]
    public void Cycle_that_asks_for_a_foreign_node_or_null_fails()
    {
        Node foreign = Testing.NewRuntime().Input(0, "foreign").Node;
        Node?[] wrong = [foreign, null];
        int asked = 0;
        Probe a = Add("a", policy: ErrorPolicy.Hold, cycle: (ref int _, in CycleContext context) =>
            context.HasMutated(wrong[asked++]!) ? Control.Broadcast : Control.Unchanged);

        RunWith(a);
        RunWith(a);

        Assert.Equal(
            [typeof(ArgumentException), typeof(ArgumentNullException)],
            Failures.Select(failure => failure.InnerException!.GetType()));
    }
}
