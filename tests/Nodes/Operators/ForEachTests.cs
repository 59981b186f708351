using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>ForEach and Constant.</summary>
public sealed class ForEachTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly List<string> _calls = [];

    [Fact]
    public void ForEach_runs_once_for_each_broadcast_and_not_for_an_initial_value()
    {
        TestInput<int> input = _runtime.Input(initial: 1);
        Node<long> effect = input.Node.ForEach(value => _calls.Add($"{value}"));

        Assert.Equal(0, _runtime.RunUntilIdle());
        foreach (int value in (int[])[5, 5, 6]) input.Push(value);
        _runtime.RunUntilIdle();

        Assert.Equal(["5", "5", "6"], _calls);
        Assert.Equal(3, effect.Value);
    }

    [Fact]
    public void ForEach_runs_after_all_nodes_of_the_cycle_in_the_order_of_adding()
    {
        TestInput<int> input = _runtime.Input(initial: 1);
        input.Node.ForEach(value => _calls.Add($"first {value}"));
        Node<int> doubled = input.Node.Arrivals().Select(value =>
        {
            _calls.Add($"select {value}");
            return value * 2;
        });
        doubled.ForEach(value => _calls.Add($"second {value}"));
        input.Node.ForEach(value => _calls.Add($"third {value}"));

        input.Push(5);
        _runtime.RunUntilIdle();

        Assert.Equal(["select 5", "first 5", "second 10", "third 5"], _calls);
    }

    [Fact]
    public void ForEach_that_throws_fails_as_its_own_policy_says()
    {
        TestInput<int> input = _runtime.Input(initial: 1);
        Node<long> effect = input.Node.ForEach(value => _calls.Add($"{100 / value}")).OnError(ErrorPolicy.Hold);

        foreach (int value in (int[])[0, 50]) input.Push(value);
        _runtime.RunUntilIdle();

        Assert.Equal(["2"], _calls);
        Assert.Equal(1, effect.Failures);
    }

    [Fact]
    public void ForEach_of_a_source_that_left_is_silent()
    {
        TestInput<int> input = _runtime.Input(initial: 1);
        Node<long> effect = input.Node.ForEach(value => _calls.Add($"{value}"));

        _runtime.Executor.Sweep(input.Node);
        input.Push(5);
        _runtime.RunUntilIdle();

        Assert.Empty(_calls);
        Assert.False(effect.IsAlive);
    }

    [Fact]
    public void Constant_has_its_value_from_the_start_and_never_broadcasts()
    {
        Node<double> setpoint = _runtime.Executor.Constant(21.5).Named("setpoint");
        List<(double At, double Value)> broadcasts = setpoint.Record();

        Assert.False(_runtime.RunCycle());
        Assert.Equal((true, 21.5, "setpoint"), (setpoint.HasValue, setpoint.Value, setpoint.Name));
        _runtime.Executor.Yield(setpoint);
        Assert.True(_runtime.RunCycle());

        Assert.Empty(broadcasts);
    }

    [Fact]
    public void Constant_takes_part_in_first_values()
    {
        TestInput<double> temperature = _runtime.Input(initial: 20.0);
        Node<bool> isCold = temperature.Node.Combine(_runtime.Executor.Constant(21.5), (value, limit) => value < limit);

        _runtime.RunCycle();

        Assert.True(isCold.Value);
    }
}
