using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The nodes through which values enter, each fed by one channel at a time.</summary>
public sealed class InputTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Fact]
    public void Input_woken_by_something_else_keeps_its_value_and_does_not_broadcast()
    {
        Input<int> input = _runtime.AddInput("input", 0);
        _runtime.Push(input, 7);
        _runtime.RunUntilIdle();

        _runtime.Executor.Yield(input);
        Assert.True(_runtime.RunCycle());

        Assert.Equal(7, input.Value);
        Assert.False(_runtime.Executor.HasMutated(input));
    }

    [Fact]
    public void Input_takes_a_second_sender_only_once_the_first_is_disposed_and_the_node_was_told()
    {
        Input<int> input = _runtime.AddInput("input", 0);

        AssertOneAtATime(input, () => input.OpenSender(_runtime.Executor, capacity: 4, FullMode.Wait));

        Assert.Equal(2, input.Value);
    }

    [Fact]
    public void Burst_input_takes_a_second_sender_only_once_the_first_is_disposed_and_the_node_was_told()
    {
        BurstInput<int> input = _runtime.AddBurstInput<int>("input");

        AssertOneAtATime(input, () => input.OpenSender(_runtime.Executor, capacity: 4, FullMode.Wait));

        Assert.Equal([2], input.Value.ToArray());
    }

    [Fact]
    public void Second_sender_leaves_the_other_inputs_of_the_node_in_place()
    {
        Input<int> input = _runtime.AddInput("input", 0);
        Notifier before = _runtime.Executor.CreateNotifier(input);
        Sender<int> first = input.OpenSender(_runtime.Executor, capacity: 4, FullMode.Wait);
        Notifier after = _runtime.Executor.CreateNotifier(input);
        NodeInput channel = after.Next!;
        first.Dispose();
        _runtime.RunUntilIdle();

        input.OpenSender(_runtime.Executor, capacity: 4, FullMode.Wait);

        Assert.NotSame(channel, input.FirstInput);
        Assert.Same(after, input.FirstInput!.Next);
        Assert.Same(before, after.Next);
        Assert.Null(before.Next);
    }

    private void AssertOneAtATime(Node input, Func<Sender<int>> open)
    {
        Sender<int> first = open();
        AssertRefused();
        first.Dispose();
        AssertRefused();
        Assert.Equal(1, _runtime.RunUntilIdle());

        Sender<int> second = open();
        AssertRefused();
        Assert.Null(input.FirstInput!.Next);
        Assert.False(first.TrySend(1));
        Assert.True(second.TrySend(2));
        _runtime.RunUntilIdle();

        void AssertRefused() => Assert.Equal(
            $"{input} has a sender already. Use Sender.Clone for another producer, or dispose all senders first.",
            Assert.Throws<InvalidOperationException>(open).Message);
    }
}
