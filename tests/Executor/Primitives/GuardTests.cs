using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What public arguments may be, and how the others are refused.</summary>
public sealed class GuardTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void Number_from_one_is_taken(int count) => Assert.Equal(count, Guard.AtLeastOne(count));

    [Theory]
    [InlineData(0)]
    [InlineData(int.MinValue)]
    public void Number_below_one_is_refused(int count) =>
        AssertRefused("count must be at least 1.", count, () => Guard.AtLeastOne(count));

    [Fact]
    public void Value_of_a_property_is_refused_with_the_name_of_the_property()
    {
        AssertRefused("Speed must be from 0.000001", 0.0, () => new RealtimeRuntime(default) { Speed = 0 });
        AssertRefused(
            "SpinAhead must not be negative.",
            TimeSpan.MinValue,
            () => new RealtimeRuntime(default) { SpinAhead = TimeSpan.MinValue });
        AssertRefused("Speed must be a number above 0.", -1.0, () => new HistoricalRuntime(default) { Speed = -1 });
        AssertRefused(
            "MaxCyclesPerInstant must be at least 1.",
            0,
            () => new HistoricalRuntime(default) { MaxCyclesPerInstant = 0 });
        AssertRefused(
            "MaxCyclesPerInstant must be at least 1.", 0, () => new TestRuntime { MaxCyclesPerInstant = 0 });
        AssertRefused(
            "ErrorPolicy must be one of FailFast, Hold, Sweep.",
            (ErrorPolicy)7,
            () => new IdleNode { ErrorPolicy = (ErrorPolicy)7 });
    }

    [Theory]
    [InlineData(double.Epsilon)]
    [InlineData(double.PositiveInfinity)]
    public void Number_above_zero_is_taken(double rate) => Assert.Equal(rate, Guard.Positive(rate));

    [Theory]
    [InlineData(0.0)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Number_not_above_zero_is_refused(double rate) =>
        AssertRefused("rate must be a number above 0.", rate, () => Guard.Positive(rate));

    private static void AssertRefused(string expectation, object value, Func<object?> act)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(act);

        Assert.StartsWith(expectation, error.Message, StringComparison.Ordinal);
        Assert.Equal(value, error.ActualValue);
    }

    private sealed class IdleNode : Node<int>
    {
        protected override Control OnCycle(in CycleContext context) => Control.Unchanged;
    }
}
