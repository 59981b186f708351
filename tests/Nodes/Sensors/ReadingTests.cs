using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Readings, samples and their status.</summary>
public sealed class ReadingTests
{
    private static readonly SensorStatus[] s_bestToWorst =
    [
        SensorStatus.Ok, SensorStatus.Unknown, SensorStatus.Stale, SensorStatus.Down, SensorStatus.Fault,
        SensorStatus.Disabled,
    ];

    [Fact]
    public void Status_is_ordered_from_Ok_to_Disabled_and_Unknown_is_the_default()
    {
        Assert.Equal(Enum.GetValues<SensorStatus>().Order(), s_bestToWorst.Order());
        Assert.Equal(SensorStatus.Unknown, default);
        for (int i = 0; i < s_bestToWorst.Length; i++)
        {
            for (int j = 0; j < s_bestToWorst.Length; j++)
            {
                Assert.Equal(i > j, s_bestToWorst[i].IsWorseThan(s_bestToWorst[j]));
                Assert.Equal(s_bestToWorst[Math.Max(i, j)], StatusOrder.WorseOf(s_bestToWorst[i], s_bestToWorst[j]));
            }
        }
    }

    [Fact]
    public void Reading_has_its_value_status_and_times()
    {
        var reading = new Reading<double>(21.5, SensorStatus.Ok, Testing.At(3), Testing.At(5));

        Assert.Equal((21.5, true, true), (reading.Value, reading.HasValue, reading.IsOk));
        Assert.Equal((Testing.At(3), Testing.At(5)), (reading.SourceTime, reading.ArrivalTime));
        Assert.Equal(TimeSpan.FromSeconds(7), reading.Age(Testing.At(10)));
        Assert.Equal(TimeSpan.FromSeconds(-1), reading.Age(Testing.At(2)));
    }

    [Fact]
    public void Number_that_is_not_finite_is_at_best_a_fault_and_no_value()
    {
        AssertFault(double.NaN);
        AssertFault(double.NegativeInfinity);
        AssertFault(float.NaN);
        AssertFault(Half.PositiveInfinity);
        var disabled = new Reading<double>(double.NaN, SensorStatus.Disabled, default, default);
        Assert.Equal((SensorStatus.Disabled, false), (disabled.Status, disabled.HasValue));
        Assert.True(new Reading<int>(0, SensorStatus.Ok, default, default).IsOk);

        static void AssertFault<T>(T value)
        {
            var reading = new Reading<T>(value, SensorStatus.Ok, default, default);
            Assert.Equal((SensorStatus.Fault, false, value), (reading.Status, reading.HasValue, reading.Value));
        }
    }

    [Fact]
    public void Default_reading_is_unknown_and_has_no_value()
    {
        Reading<int> reading = default;

        Assert.Equal((SensorStatus.Unknown, false, false), (reading.Status, reading.HasValue, reading.IsOk));
    }

    [Fact]
    public void Reading_without_a_value_is_anything_but_Ok()
    {
        var reading = new Reading<int>(SensorStatus.Down, Testing.At(1), Testing.At(2));

        Assert.Equal((SensorStatus.Down, false, 0), (reading.Status, reading.HasValue, reading.Value));
        Assert.Equal((Testing.At(1), Testing.At(2)), (reading.SourceTime, reading.ArrivalTime));
        Assert.Throws<ArgumentOutOfRangeException>("status", () => new Reading<int>(SensorStatus.Ok, default, default));
        Assert.Throws<ArgumentOutOfRangeException>("status", () => new Reading<int>((SensorStatus)9, default, default));
        Assert.Throws<ArgumentOutOfRangeException>(
            "status", () => new Reading<int>(1, (SensorStatus)9, default, default));
    }

    [Fact]
    public void Sample_is_a_value_or_a_failure()
    {
        var value = new Sample<bool>(true, sourceTime: Testing.At(4));
        var failure = Sample<bool>.Failed(SensorStatus.Down);

        Assert.Equal((true, SensorStatus.Ok, false), (value.Value, value.Status, value.IsFailure));
        Assert.Equal(Testing.At(4), value.SourceTime);
        Assert.Null(new Sample<bool>(true).SourceTime);
        Assert.Equal((SensorStatus.Down, true), (failure.Status, failure.IsFailure));
        Assert.Equal((SensorStatus.Unknown, true), (default(Sample<bool>).Status, default(Sample<bool>).IsFailure));
        Assert.Throws<ArgumentOutOfRangeException>("status", () => Sample<bool>.Failed(SensorStatus.Ok));
    }

    [Theory]
    [InlineData(3.5, SensorStatus.Ok)]
    [InlineData(3.5, SensorStatus.Stale)]
    [InlineData(double.NaN, SensorStatus.Ok)]
    [InlineData(double.NaN, SensorStatus.Disabled)]
    [InlineData(0.0, SensorStatus.Down)]
    public void Reading_is_saved_and_loaded_as_it_is(double value, SensorStatus status)
    {
        var reading = new Reading<double>(value, status, Testing.At(1), Testing.At(2));

        Assert.Equal(reading, StateCopy.Of(reading));
        Assert.Equal([reading], StateCopy.Of<Reading<double>[]>([reading]));
        var bare = new Reading<double>(SensorStatus.Down, Testing.At(1), Testing.At(2));
        Assert.Equal(bare, StateCopy.Of(bare));
    }
}
