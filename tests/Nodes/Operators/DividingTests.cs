using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Partition, SampleNews, Combine of a list.</summary>
public sealed class DividingTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Fact]
    public void Partition_shares_values_between_two_nodes_and_asks_once_a_value()
    {
        TestInput<int> input = _runtime.Input(initial: 1);
        List<int> asked = [];
        (Node<int> even, Node<int> odd) = input.Node.Partition(value =>
        {
            asked.Add(value);
            return value % 2 == 0;
        });
        List<(double At, int Value)> evens = even.Record(), odds = odd.Record();

        _runtime.RunUntilIdle();
        foreach (int value in (int[])[2, 4, 4, 5]) Push(input, value);

        Assert.Equal([(0, 2), (0, 4), (0, 4)], evens);
        Assert.Equal([(0, 1), (0, 5)], odds);
        Assert.Equal([1, 2, 4, 4, 5], asked);
    }

    [Fact]
    public void Partition_gives_a_side_no_value_before_one_has_come_its_way()
    {
        TestInput<int> input = _runtime.Input<int>("source");
        (Node<int> small, Node<int> large) = input.Node.Partition(value => value < 10);

        Push(input, 3);
        Push(input, 4);

        Assert.Equal((4, true, false), (small.Value, small.HasValue, large.HasValue));
    }

    [Fact]
    public void Side_of_a_partition_leaves_alone()
    {
        TestInput<int> input = _runtime.Input<int>("source");
        (Node<int> small, Node<int> large) = input.Node.Partition(value => value < 10);

        _runtime.Executor.Sweep(small);
        Push(input, 30);

        Assert.Equal((false, 30), (small.IsAlive, large.Value));
    }

    [Fact]
    public void SampleNews_reads_a_value_once_and_an_equal_one_that_came_since()
    {
        TestInput<int> source = _runtime.Input<int>("source"), trigger = _runtime.Input<int>("trigger");
        List<(double At, int Value)> read = source.Node.SampleNews(trigger.Node).Record();

        Push(trigger, 0);
        Push(source, 1);
        Push(source, 2);
        Push(trigger, 0);
        Push(trigger, 0);
        Push(source, 2);
        Push(trigger, 0);
        source.Push(3);
        trigger.Push(0);
        Assert.Equal(1, _runtime.RunUntilIdle());
        Push(trigger, 0);

        Assert.Equal([(0, 2), (0, 2), (0, 3)], read);
    }

    [Fact]
    public void SampleNews_reads_an_initial_value_once()
    {
        TestInput<int> source = _runtime.Input(initial: 7), trigger = _runtime.Input(initial: 0);
        List<(double At, int Value)> read = source.Node.SampleNews(trigger.Node).Record();

        _runtime.RunUntilIdle();
        Push(trigger, 0);

        Assert.Equal([(0, 7)], read);
    }

    [Fact]
    public void SampleNews_reads_with_a_clock_only_what_is_new_at_its_points()
    {
        List<(double At, int Value)> read = Recording.Replay(
            [(0.5, 1), (0.7, 2), (3, 3), (3, 4)],
            end: 6,
            source => source.SampleNews(source.Executor!.Periodic(TimeSpan.FromSeconds(1))));

        Assert.Equal([(1, 2), (3, 3), (4, 4)], read);
    }

    [Fact]
    public void Combine_of_a_list_broadcasts_once_a_cycle_as_soon_as_all_have_values()
    {
        TestInput<int> a = _runtime.Input(initial: 1), b = _runtime.Input<int>("b"), c = _runtime.Input<int>("c");
        Node<string> combined = new[] { a.Node, b.Node, c.Node }.Combine(values => string.Join(' ', values.ToArray()));
        List<(double At, string Value)> broadcasts = combined.Record();

        Assert.False(_runtime.RunCycle());
        Push(b, 2);
        Assert.False(combined.HasValue);
        Push(c, 3);
        a.Push(4);
        c.Push(5);
        Assert.Equal(1, _runtime.RunUntilIdle());
        Push(b, 2);

        Assert.Equal([(0, "1 2 3"), (0, "4 2 5"), (0, "4 2 5")], broadcasts);
    }

    [Fact]
    public void Combine_of_a_list_takes_nodes_of_a_derived_type_and_computes_its_first_value_in_the_first_cycle()
    {
        List<Input<int>> inputs = [_runtime.AddInput("a", initial: 1), _runtime.AddInput("b", initial: 2)];
        Node<int> sum = inputs.Combine((ReadOnlySpan<int> values) => values[0] + values[1]);
        inputs.Clear();

        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.Equal(3, sum.Value);
    }

    [Fact]
    public void Combine_of_a_list_without_sources_or_with_a_missing_one_is_refused()
    {
        Node<int> source = _runtime.Input(initial: 0).Node;
        Func<ReadOnlySpan<int>, int> first = values => values[0];

        var empty = Assert.Throws<ArgumentException>(() => Array.Empty<Node<int>>().Combine(first));

        Assert.StartsWith(
            "Combine needs at least one source, but the list is empty.", empty.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("sources", () => ((Node<int>[])null!).Combine(first));
        Assert.Throws<ArgumentNullException>("sources", () => new[] { source, null! }.Combine(first));
        Assert.Throws<ArgumentNullException>(
            "combine", () => new[] { source }.Combine((Func<ReadOnlySpan<int>, int>)null!));
    }

    private void Push(TestInput<int> input, int value)
    {
        input.Push(value);
        _runtime.RunUntilIdle();
    }
}
