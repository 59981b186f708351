using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Count, Sum, Average, Min, Max: one result of all values so far.</summary>
public sealed class RunningTests
{
    private static readonly (double At, int Value)[] s_events = [(1, 4), (2, 1), (2, 1), (3, 6), (5, 3)];

    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Fact]
    public void Count_counts_every_broadcast()
    {
        List<(double At, long Value)> counts = Recording.Replay(s_events, end: 5, source => source.Count());

        Assert.Equal([(1, 1), (2, 2), (2, 3), (3, 4), (5, 5)], counts);
    }

    [Fact]
    public void Sum_adds_up_every_value()
    {
        List<(double At, int Value)> sums = Recording.Replay(s_events, end: 5, source => source.Sum());

        Assert.Equal([(1, 4), (2, 5), (2, 6), (3, 12), (5, 15)], sums);
    }

    [Fact]
    public void Average_is_the_mean_of_every_value()
    {
        List<(double At, double Value)> means = Recording.Replay(s_events, end: 5, source => source.Average());

        Assert.Equal([(1, 4), (2, 2.5), (2, 2), (3, 3), (5, 3)], means);
    }

    [Fact]
    public void Average_of_numbers_whose_sum_their_type_cannot_hold_is_exact()
    {
        List<(double At, double Value)> means = Recording.Replay(
            [(1, int.MaxValue), (2, int.MaxValue - 2)], end: 5, source => source.Average());

        Assert.Equal([(1, int.MaxValue), (2, int.MaxValue - 1)], means);
    }

    [Fact]
    public void Min_and_Max_broadcast_new_extremes_only()
    {
        List<(double At, int Value)> minima = Recording.Replay(s_events, end: 5, source => source.Min());
        List<(double At, int Value)> maxima = Recording.Replay(s_events, end: 5, source => source.Max());

        Assert.Equal([(1, 4), (2, 1)], minima);
        Assert.Equal([(1, 4), (3, 6)], maxima);
    }

    [Fact]
    public void Min_and_Max_follow_another_order_if_they_are_told_one()
    {
        var byLength = Comparer<string>.Create((a, b) => a.Length - b.Length);
        (double At, string Value)[] words = [(1, "four"), (2, "to"), (3, "seven"), (4, "of"), (5, "eight")];

        List<(double At, string Value)> shortest = Recording.Replay(words, end: 5, source => source.Min(byLength));
        List<(double At, string Value)> longest = Recording.Replay(words, end: 5, source => source.Max(byLength));

        Assert.Equal([(1, "four"), (2, "to")], shortest);
        Assert.Equal([(1, "four"), (3, "seven")], longest);
    }

    [Fact]
    public void NaN_is_smaller_than_every_number()
    {
        (double At, double Value)[] values = [(1, 2), (2, double.NaN), (3, double.NegativeInfinity), (4, 3)];

        List<(double At, double Value)> minima = Recording.Replay(values, end: 5, source => source.Min());
        List<(double At, double Value)> maxima = Recording.Replay(values, end: 5, source => source.Max());

        Assert.Equal([(1, 2), (2, double.NaN)], minima);
        Assert.Equal([(1, 2), (4, 3)], maxima);
    }

    [Fact]
    public void All_begin_with_the_present_value_of_their_source()
    {
        Node<int> source = _runtime.Input(initial: 7).Node;
        Node<long> count = source.Count();
        Node<double> average = source.Average();
        Node<int>[] others = [source.Sum(), source.Min(), source.Max()];

        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.Equal((1, 7), (count.Value, average.Value));
        Assert.All(others, node => Assert.Equal(7, node.Value));
    }

    [Fact]
    public void Count_and_Sum_show_zero_without_having_a_value_before_their_source_has_one()
    {
        Node<int> source = _runtime.Input<int>("source").Node;
        Node<long> count = source.Count();
        Node<int> sum = source.Sum();

        Assert.False(_runtime.RunCycle());

        Assert.Equal((0, false), (count.Value, count.HasValue));
        Assert.Equal((0, false), (sum.Value, sum.HasValue));
    }

    [Fact]
    public void Sum_that_its_type_cannot_hold_is_a_failure_and_stays_what_it_was()
    {
        TestInput<int> input = _runtime.Input<int>("source");
        Node<int> sum = input.Node.Sum().OnError(ErrorPolicy.Hold);
        List<Exception> failures = [];
        _runtime.Executor.NodeFailed += failure => failures.Add(failure.InnerException!);

        foreach (int value in (int[])[int.MaxValue, 1, -7]) input.Push(value);
        _runtime.RunUntilIdle();

        Assert.IsType<OverflowException>(Assert.Single(failures));
        Assert.Equal(int.MaxValue - 7, sum.Value);
    }
}
