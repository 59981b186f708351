using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Pairwise, StartWith, WithLatestFrom: values beside those of the source.</summary>
public sealed class PairwiseTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Fact]
    public void Pairwise_brings_each_value_with_the_one_before()
    {
        List<(double At, (int Previous, int Current) Value)> pairs = Recording.Replay(
            [(1, 1), (2, 2), (2, 2), (5, 7)], end: 5, source => source.Pairwise());

        Assert.Equal([(2, (1, 2)), (2, (2, 2)), (5, (2, 7))], pairs);
    }

    [Fact]
    public void Pairwise_counts_the_present_value_of_its_source_as_the_first()
    {
        TestInput<int> input = _runtime.Input(initial: 1);
        Node<(int Previous, int Current)> pairs = input.Node.Pairwise();

        _runtime.RunUntilIdle();
        Assert.False(pairs.HasValue);
        Push(input, 2);

        Assert.Equal((1, 2), pairs.Value);
    }

    [Fact]
    public void Pairwise_keeps_the_batch_before_although_its_source_has_reused_the_buffer()
    {
        TestInput<int> input = _runtime.Input<int>("source");
        List<string> pairs = [];
        input.Node.Batch(2).Pairwise().ForEach(
            pair => pairs.Add(Recorded.Text(pair.Previous) + Recorded.Text(pair.Current)));

        for (int i = 1; i <= 8; i++) Push(input, i);

        Assert.Equal(["[1 2][3 4]", "[3 4][5 6]", "[5 6][7 8]"], pairs);
    }

    [Fact]
    public void StartWith_brings_its_value_in_the_first_cycle_and_then_its_source()
    {
        TestInput<int> input = _runtime.Input<int>("source");
        Node<int> started = input.Node.StartWith(7);
        List<(double At, int Value)> values = started.Record();
        Assert.False(started.HasValue);

        _runtime.AdvanceTo(Testing.At(1));
        Push(input, 1);
        Push(input, 2);
        _runtime.Executor.Yield(started);
        _runtime.RunUntilIdle();

        Assert.Equal([(0, 7), (1, 1), (1, 2)], values);
    }

    [Fact]
    public void StartWith_leaves_its_value_out_when_the_source_has_one_in_the_first_cycle()
    {
        TestInput<int> present = _runtime.Input(initial: 1), coming = _runtime.Input<int>("coming");
        List<(double At, int Value)> ofPresent = present.Node.StartWith(7).Record();
        List<(double At, int Value)> ofComing = coming.Node.StartWith(7).Record();

        Push(coming, 2);

        Assert.Equal([(0, 1)], ofPresent);
        Assert.Equal([(0, 2)], ofComing);
    }

    [Fact]
    public void StartWith_gives_what_is_built_on_it_a_value_in_the_same_cycle()
    {
        TestInput<int> a = _runtime.Input<int>("a"), b = _runtime.Input(initial: 2);
        List<(double At, int Value)> sums = a.Node.StartWith(5).Combine(b.Node, (x, y) => x + y).Record();

        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.Equal([(0, 7)], sums);
    }

    [Fact]
    public void StartWith_leaves_with_its_source()
    {
        TestInput<int> input = _runtime.Input<int>("source");
        Node<int> started = input.Node.StartWith(7);
        _runtime.RunUntilIdle();

        _runtime.Executor.Sweep(input.Node);
        _runtime.RunUntilIdle();

        Assert.Equal((false, 7), (started.IsAlive, started.Value));
    }

    [Fact]
    public void WithLatestFrom_is_woken_by_its_source_alone_and_reads_the_other_one_new()
    {
        TestInput<int> source = _runtime.Input<int>("source"), other = _runtime.Input<int>("other");
        List<(double At, string Value)> pairs = source.Node.WithLatestFrom(other.Node, Text).Record();

        Push(source, 1);
        Push(other, 10);
        Push(source, 2);
        Push(other, 11);
        source.Push(3);
        other.Push(12);
        Assert.Equal(1, _runtime.RunUntilIdle());
        Push(source, 3);

        Assert.Equal([(0, "2 10"), (0, "3 12"), (0, "3 12")], pairs);
    }

    [Fact]
    public void WithLatestFrom_starts_with_the_present_values_and_reads_one_that_comes_in_the_first_cycle()
    {
        TestInput<int> source = _runtime.Input(initial: 1), present = _runtime.Input(initial: 2);
        TestInput<int> coming = _runtime.Input<int>("coming");
        List<(double At, string Value)> ofPresent = source.Node.WithLatestFrom(present.Node, Text).Record();
        List<(double At, string Value)> ofComing = source.Node.WithLatestFrom(coming.Node, Text).Record();

        Push(coming, 3);

        Assert.Equal([(0, "1 2")], ofPresent);
        Assert.Equal([(0, "1 3")], ofComing);
    }

    [Fact]
    public void WithLatestFrom_on_nothing_is_refused()
    {
        Node<int> source = _runtime.Input(initial: 1).Node;

        Assert.Throws<ArgumentNullException>("other", () => source.WithLatestFrom<int, int, string>(null!, Text));
        Assert.Throws<ArgumentNullException>(
            "combine", () => source.WithLatestFrom<int, int, int>(source, combine: null!));
    }

    private static string Text(int value, int other) => $"{value} {other}";

    private void Push(TestInput<int> input, int value)
    {
        input.Push(value);
        _runtime.RunUntilIdle();
    }
}
