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

    [Theory]
    [InlineData(Delivery.Each)]
    [InlineData(Delivery.Latest)]
    public void Input_without_a_first_value_has_none_until_one_enters(Delivery delivery)
    {
        Input<int> input = _runtime.AddInput<int>("input", delivery);
        Latest<int> latest = _runtime.Publish(input);
        Assert.Equal(("input", delivery, false, false), (input.Name, input.Delivery, input.HasValue, latest.HasValue));

        _runtime.RunUntilIdle();
        Assert.False(input.HasValue);
        _runtime.Push(input, 0);
        _runtime.RunUntilIdle();

        Assert.Equal((true, true), (input.HasValue, latest.HasValue));
    }

    [Fact]
    public void Test_input_without_a_first_value_has_none_until_one_is_pushed()
    {
        TestInput<int> input = _runtime.Input<int>("input");
        Assert.Equal(("input", false), (input.Node.Name, input.Node.HasValue));

        input.Push(0);
        _runtime.RunUntilIdle();

        Assert.True(input.Node.HasValue);
    }

    [Fact]
    public void First_value_that_was_not_given_does_not_enter_what_is_built_on_the_input()
    {
        var runtime = new HistoricalRuntime(Testing.At(0), Testing.At(20)).Checked();
        Node<int> source = runtime.AddSource<int>("source", [new(Testing.At(5), 1), new(Testing.At(6), 2)]);
        List<(double, int)> sums = source.Scan(0, (sum, value) => sum + value).Record();
        List<(double, int)> firsts = source.ThrottleFirst(TimeSpan.FromSeconds(6)).Record();
        List<string> batches = Recorded.FromBatches(source.Batch(count: 2));

        runtime.Run();

        Assert.Equal([(5, 1), (6, 3)], sums);
        Assert.Equal([(5, 1)], firsts);
        Assert.Equal(["6: [1 2]"], batches);
    }

    [Fact]
    public void First_value_that_was_given_is_a_value_like_any_other_to_what_is_built_on_the_input()
    {
        var runtime = new HistoricalRuntime(Testing.At(0), Testing.At(20)).Checked();
        Node<long> source = runtime.AddSource("source", [new Timestamped<long>(Testing.At(5), 1)], 0);
        List<(double, long)> sums = source.Select(value => value + 1).Record();

        runtime.Run();

        Assert.Equal([(0, 1), (5, 2)], sums); // the 0 is no delivery
    }

    [Fact]
    public void Burst_delivery_of_an_input_of_one_value_is_refused_with_and_without_a_first_value()
    {
        foreach (Action add in new Action[]
        {
            () => _runtime.AddInput("input", 0, Delivery.Burst),
            () => _runtime.AddInput<int>("input", Delivery.Burst),
        })
        {
            ArgumentException error = Assert.Throws<ArgumentException>(add);
            Assert.StartsWith(
                "Input 'input' holds one value and cannot be delivered in bursts. Use AddBurstInput.",
                error.Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Input_takes_a_second_sender_only_once_the_first_is_disposed_and_the_node_was_told()
    {
        Input<int> input = _runtime.AddInput("input", 0);

        AssertOneAtATime(input, () => input.Inlet.OpenSender(_runtime.Executor, capacity: 4, FullMode.Wait));

        Assert.Equal(2, input.Value);
    }

    [Fact]
    public void Burst_input_takes_a_second_sender_only_once_the_first_is_disposed_and_the_node_was_told()
    {
        BurstInput<int> input = _runtime.AddBurstInput<int>("input");

        AssertOneAtATime(input, () => input.Inlet.OpenSender(_runtime.Executor, capacity: 4, FullMode.Wait));

        Assert.Equal([2], input.Value.ToArray());
    }

    [Fact]
    public void Second_sender_leaves_the_other_inputs_of_the_node_in_place()
    {
        Input<int> input = _runtime.AddInput("input", 0);
        Notifier before = _runtime.Executor.CreateNotifier(input);
        Sender<int> first = input.Inlet.OpenSender(_runtime.Executor, capacity: 4, FullMode.Wait);
        Notifier after = _runtime.Executor.CreateNotifier(input);
        NodeInput channel = after.Next!;
        first.Dispose();
        _runtime.RunUntilIdle();

        input.Inlet.OpenSender(_runtime.Executor, capacity: 4, FullMode.Wait);

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
