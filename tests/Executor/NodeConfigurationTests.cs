using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Labels and policies that a node is given after it was added.</summary>
public sealed class NodeConfigurationTests
{
    [Fact]
    public void Named_labels_a_node_that_is_in_a_graph_and_keeps_its_type()
    {
        TestRuntime runtime = Testing.NewRuntime();

        Input<int> input = runtime.AddInput("first", initial: 0).Named("second");

        Assert.Equal("second", input.Name);
    }

    [Fact]
    public void OnError_applies_from_the_call_on()
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int> divisor = runtime.Input(initial: 1, name: "divisor");
        Node<int> quotient = divisor.Node.Select(by => 100 / by).OnError(ErrorPolicy.Hold);

        divisor.Push(4);
        divisor.Push(0);
        runtime.RunUntilIdle();
        quotient.OnError(ErrorPolicy.FailFast);
        divisor.Push(0);

        Assert.Equal((25, 1), (quotient.Value, quotient.Failures));
        Assert.Throws<NodeException>(() => runtime.RunUntilIdle());
    }

    [Fact]
    public void Named_and_OnError_are_refused_inside_a_cycle()
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int> input = runtime.Input(initial: 0, name: "input");
        Action<int> rename = _ => input.Node.Named("other");
        Action<int> change = _ => input.Node.OnError(ErrorPolicy.Hold);
        input.Node.ForEach(value => (value == 1 ? rename : change)(value)).OnError(ErrorPolicy.Hold);
        var failures = new List<string>();
        runtime.Executor.NodeFailed += failure => failures.Add(failure.InnerException!.Message);

        input.Push(1);
        input.Push(2);
        runtime.RunUntilIdle();

        Assert.Equal(2, failures.Count);
        Assert.StartsWith("Named was called for node 'input' (#0.1) during", failures[0], StringComparison.Ordinal);
        Assert.StartsWith("OnError was called for node 'input' (#0.1) during", failures[1], StringComparison.Ordinal);
        Assert.Equal("input", input.Node.Name);
    }
}
