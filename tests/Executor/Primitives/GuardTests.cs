using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What public arguments may be, and how the others are refused.</summary>
public sealed class GuardTests
{
    [Theory]
    [InlineData(double.Epsilon)]
    [InlineData(1.5)]
    [InlineData(double.MaxValue)]
    public void Finite_number_above_zero_is_taken(double rate) => Assert.Equal(rate, Guard.PositiveFinite(rate));

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Number_that_is_not_finite_and_above_zero_is_refused(double rate) =>
        AssertRefused("rate must be a finite number above 0.", rate, () => Guard.PositiveFinite(rate));

    [Theory]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void Number_from_one_is_taken(int count) => Assert.Equal(count, Guard.AtLeastOne(count));

    [Theory]
    [InlineData(0)]
    [InlineData(int.MinValue)]
    public void Number_below_one_is_refused(int count) =>
        AssertRefused("count must be at least 1.", count, () => Guard.AtLeastOne(count));

    private static void AssertRefused(string expectation, object value, Action act)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(act);

        Assert.StartsWith(expectation, error.Message, StringComparison.Ordinal);
        Assert.Equal(value, error.ActualValue);
    }
}
