using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Which nodes run in a cycle, how often, and in which order.</summary>
public sealed class OrderTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly List<string> _runs = [];

    [Fact]
    public void Diamond_runs_each_node_once_in_creation_order_and_the_last_sees_both_new_values()
    {
        TestInput<int> a = _runtime.Input(initial: 0, name: "a");
        Node<int> b = Add("b", [a.Node], () => a.Node.Value + 1);
        Node<int> c = Add("c", [a.Node], () => a.Node.Value * 10);
        Node<int> d = Add("d", [b, c], () => b.Value + c.Value);

        a.Push(5);

        Assert.True(_runtime.RunCycle());
        Assert.Equal(["b", "c", "d"], _runs);
        Assert.Equal(56, d.Value);
        Assert.Equal(1, _runtime.Executor.Epoch);
        Assert.False(_runtime.RunCycle());
    }

    private Node<int> Add(string name, Node[] parents, Func<int> compute) =>
        NodeBuilder.Create(0).Named(name).TriggeredBy(parents).Build(
            _runtime.Executor,
            (ref int value, in CycleContext _) =>
            {
                _runs.Add(name);
                value = compute();
                return Control.Broadcast;
            });
}
