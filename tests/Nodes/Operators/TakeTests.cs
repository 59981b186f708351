using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Take, Skip, TakeWhile: a source up to or from one of its values.</summary>
public sealed class TakeTests
{
    private static readonly (double At, int Value)[] s_events = [(1, 10), (2, 20), (2, 21), (3, 30), (4, 10)];

    [Fact]
    public void Take_passes_the_first_values_and_is_silent_afterwards()
    {
        List<(double At, int Value)> passed = Recording.Replay(s_events, end: 5, source => source.Take(3));

        Assert.Equal([(1, 10), (2, 20), (2, 21)], passed);
    }

    [Fact]
    public void Take_of_none_never_has_a_value()
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int> input = runtime.Input(initial: 1);
        Node<int> none = input.Node.Take(0);

        input.Push(2);
        runtime.RunUntilIdle();

        Assert.False(none.HasValue);
    }

    [Fact]
    public void Take_counts_the_present_value_of_its_source_and_stays_with_the_last()
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int> input = runtime.Input(initial: 1);
        Node<int> two = input.Node.Take(2);
        List<(double At, int Value)> passed = two.Record();

        runtime.RunUntilIdle();
        foreach (int value in (int[])[2, 3, 4]) input.Push(value);
        runtime.RunUntilIdle();

        Assert.Equal([(0, 1), (0, 2)], passed);
        Assert.Equal((2, true), (two.Value, two.IsAlive));
    }

    [Fact]
    public void Skip_passes_all_but_the_first_values()
    {
        List<(double At, int Value)> passed = Recording.Replay(s_events, end: 5, source => source.Skip(3));

        Assert.Equal([(3, 30), (4, 10)], passed);
    }

    [Fact]
    public void Skip_counts_the_present_value_of_its_source()
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int> input = runtime.Input(initial: 1);
        List<(double At, int Value)> all = input.Node.Skip(0).Record(), rest = input.Node.Skip(1).Record();

        runtime.RunUntilIdle();
        input.Push(2);
        runtime.RunUntilIdle();

        Assert.Equal([(0, 1), (0, 2)], all);
        Assert.Equal([(0, 2)], rest);
    }

    [Fact]
    public void TakeWhile_passes_values_up_to_the_first_that_fails_and_asks_no_more()
    {
        List<int> asked = [];

        List<(double At, int Value)> passed = Recording.Replay(
            s_events,
            end: 5,
            source => source.TakeWhile(value =>
            {
                asked.Add(value);
                return value < 21;
            }));

        Assert.Equal([(1, 10), (2, 20)], passed);
        Assert.Equal([10, 20, 21], asked);
    }

    [Fact]
    public void TakeWhile_whose_source_starts_with_a_value_that_fails_never_has_one()
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int> input = runtime.Input(initial: 5);
        Node<int> small = input.Node.TakeWhile(value => value < 5);

        runtime.RunUntilIdle();
        input.Push(4);
        runtime.RunUntilIdle();

        Assert.False(small.HasValue);
    }

    [Fact]
    public void Take_and_Skip_divide_a_source_between_them()
    {
        List<(double At, int Value)> all = Recording.Replay(
            s_events, end: 5, source => source.Take(2).Merge(source.Skip(2)));

        Assert.Equal(s_events, all);
    }

    [Fact]
    public void Negative_counts_and_missing_functions_are_refused()
    {
        Node<int> source = Testing.NewRuntime().Input(initial: 0).Node;

        var take = Assert.Throws<ArgumentOutOfRangeException>(() => source.Take(-1));
        var skip = Assert.Throws<ArgumentOutOfRangeException>(() => source.Skip(-1));

        Assert.StartsWith("count must not be negative.", take.Message, StringComparison.Ordinal);
        Assert.StartsWith("count must not be negative.", skip.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("predicate", () => source.TakeWhile(null!));
    }
}
