using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The code of the guide's page on windows: what it says happens.</summary>
public sealed class WindowsTests
{
    [Fact]
    public void A_sample_counts_once_and_leaves_by_a_timer()
    {
        var history = new HistoricalRuntime(Instant.Epoch, Instant.Epoch + TimeSpan.FromSeconds(2_000));
        Node<double> celsius = history.AddSource<double>(
            "celsius", [new(At(0), 20.0), new(At(600), 22.0)]);
        SampleWindow window = celsius.Window(TimeSpan.FromSeconds(900));

        var log = new List<string>();
        window.Mean().ForEach(mean => log.Add(mean is null ? $"{history.Now}: none" : $"{history.Now}: {mean}"));
        history.Run();

        Assert.Equal(
            [
                "1970-01-01T00:00:00Z: 20", "1970-01-01T00:10:00Z: 21", "1970-01-01T00:15:00Z: 22",
                "1970-01-01T00:25:00Z: none",
            ],
            log);

        static Instant At(double seconds) => Instant.Epoch + TimeSpan.FromSeconds(seconds);
    }

    [Fact]
    public void A_held_value_weighs_what_it_held()
    {
        var runtime = new TestRuntime();
        TestInput<double> celsius = runtime.Input(20.0);
        HeldWindow quarter = celsius.Node.Held(TimeSpan.FromSeconds(900));
        MovingNode<double?> mean = quarter.Mean();
        Node<bool> warm = mean.AtLeast(21.0);

        runtime.Advance(TimeSpan.FromSeconds(600));
        celsius.Push(22.0);
        runtime.Advance(TimeSpan.FromSeconds(449));
        Assert.False(warm.Value);
        runtime.Advance(TimeSpan.FromSeconds(1)); // half of the last 900 s at 20, half at 22

        Assert.True(warm.Value);
        Assert.Equal(21.0, mean.At(runtime.Now));
        Assert.Equal(22.0, mean.At(runtime.Now + TimeSpan.FromHours(1))); // if nothing new comes
    }

    [Fact]
    public void A_bad_reading_is_no_sample()
    {
        var runtime = new TestRuntime();
        TestInput<Reading<double>> pressure = runtime.Input<Reading<double>>("pressure");
        SampleWindow window = pressure.Node.Window(count: 3, new WindowOptions { MinCount = 2 });
        Node<double?> median = window.Median();

        Bring(1.0, SensorStatus.Ok);
        Assert.Null(median.Value); // too few
        Bring(9.0, SensorStatus.Fault);
        Bring(2.0, SensorStatus.Ok);

        Assert.Equal(1.5, median.Value);
        Assert.Equal(1, window.Rejected); // the fault

        void Bring(double bar, SensorStatus status)
        {
            pressure.Push(new Reading<double>(bar, status, runtime.Now, runtime.Now));
            runtime.RunUntilIdle();
        }
    }
}
