using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>DistinctUntilChanged, with and without a tolerance.</summary>
public sealed class DistinctUntilChangedTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Fact]
    public void Repeats_are_dropped_and_returns_are_not()
    {
        Assert.Equal([1, 2, 1], Passed([1, 1, 2, 2, 2, 1], source => source.DistinctUntilChanged()));
    }

    [Fact]
    public void NaN_equals_NaN_and_zero_equals_negative_zero()
    {
        double[] passed = Passed(
            [double.NaN, double.NaN, 0.0, -0.0, double.NaN], source => source.DistinctUntilChanged());

        Assert.Equal([double.NaN, 0.0, double.NaN], passed);
    }

    [Fact]
    public void The_first_value_is_broadcast_although_it_equals_the_default()
    {
        TestInput<int> input = _runtime.Input(initial: 0);
        Node<int> distinct = input.Node.DistinctUntilChanged();
        List<(double At, int Value)> broadcasts = distinct.Record();

        Assert.False(distinct.HasValue);
        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.Equal([(0, 0)], broadcasts);
    }

    [Fact]
    public void A_comparer_decides_which_values_are_equal()
    {
        string[] passed = Passed(
            ["on", "ON", "off", "Off"], source => source.DistinctUntilChanged(StringComparer.OrdinalIgnoreCase));

        Assert.Equal(["on", "off"], passed);
    }

    [Fact]
    public void Null_is_a_value_like_any_other()
    {
        string?[] passed = Passed<string?>([null, null, "a", null], source => source.DistinctUntilChanged());

        Assert.Equal(new[] { null, "a", null }, passed);
    }

    [Fact]
    public void A_change_under_the_tolerance_is_dropped_and_one_of_exactly_the_tolerance_passes()
    {
        Assert.Equal([1.0, 1.5, 1.0], Passed([1.0, 1.25, 1.5, 1.25, 1.0], source => source.DistinctUntilChanged(0.5)));
    }

    [Fact]
    public void A_slow_drift_passes_because_the_last_broadcast_counts_and_not_the_last_value()
    {
        Assert.Equal(
            [0f, 1f, 2f], Passed([0f, 0.5f, 1f, 1.25f, 1.5f, 2f], source => source.DistinctUntilChanged(1f)));
    }

    [Fact]
    public void With_a_tolerance_too_NaN_equals_NaN_and_differs_from_every_number()
    {
        double[] passed = Passed([1, double.NaN, double.NaN, 1], source => source.DistinctUntilChanged(100.0));

        Assert.Equal([1, double.NaN, 1], passed);
    }

    [Fact]
    public void With_a_tolerance_infinities_equal_themselves_only()
    {
        double[] passed = Passed(
            [double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, 0],
            source => source.DistinctUntilChanged(1.0));

        Assert.Equal([double.PositiveInfinity, double.NegativeInfinity, 0], passed);
    }

    [Fact]
    public void A_tolerance_of_zero_drops_equal_values_only()
    {
        Assert.Equal([1, double.BitIncrement(1), 1], Passed(
            [1, double.BitIncrement(1), double.BitIncrement(1), 1], source => source.DistinctUntilChanged(0.0)));
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_tolerance_that_is_negative_or_not_finite_is_refused(double tolerance)
    {
        Node<double> source = _runtime.Input(initial: 0.0).Node;

        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => source.DistinctUntilChanged(tolerance));

        Assert.StartsWith("tolerance must be a finite number, not below 0.", refusal.Message, StringComparison.Ordinal);
    }

    private T[] Passed<T>(T[] values, Func<Node<T>, Node<T>> build)
    {
        TestInput<T> input = _runtime.Input(initial: values[0]);
        List<(double At, T Value)> broadcasts = build(input.Node.Arrivals()).Record();
        foreach (T value in values) input.Push(value);
        _runtime.RunUntilIdle();
        return [.. broadcasts.Select(broadcast => broadcast.Value)];
    }
}
