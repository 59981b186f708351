using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Statistics of recordings, against figures that were computed without the project.</summary>
public sealed class WindowFigureTests
{
    private const string Ambient = "nab/ambient_temperature_system_failure.csv";
    private const string TravelTime = "nab/TravelTime_387.csv";
    private const string Occupancy = "nab/occupancy_t4013.csv";
    private const string AirHandler = "air-handler/mzvav-2-1-head.csv";

    [Theory]
    [InlineData(1, 1, 69.88083514, 69.88083514, 69.88083514, null, 69.88083514, null, null)]
    [InlineData(
        2, 2, 70.5505311, 69.88083514, 71.22022706, 0.8969853576806393, 70.5505311, 69.88083514, 1.3393919199999973)]
    [InlineData(
        24, 24, 70.4708462875, 68.95939994, 72.18769545, 1.0257145918314183, 70.43184988499999, 70.46305884608695,
        0.09308948676521722)]
    [InlineData(
        25, 24, 70.53175907791666, 68.95939994, 72.18769545, 1.0397598239290888, 70.60307605, 70.4708462875,
        0.09539528034347818)]
    [InlineData(
        579, 23, 71.89042954434782, 69.83488902, 73.85915886, 1.208755933391622, 71.85746328, 71.92471670583333,
        0.09634965147916315)]
    [InlineData(581, 1, 73.24344321, 73.24344321, 73.24344321, null, 73.24344321, 71.89290086, null)]
    [InlineData(6115, 1, 69.95467957, 69.95467957, 69.95467957, null, 69.95467957, 68.92309559, null)]
    [InlineData(
        7267, 24, 69.51417388624999, 64.78402266, 73.08768457, 7.095038573696591, 69.718708785, 69.4946048625,
        -0.026076933473913034)]
    public void Ambient_temperature_within_24_hours(
        int row, int count, double mean, double min, double max, double? variance, double? median, double? held,
        double? slope)
    {
        var play = new Play(Ambient, "value", row);
        SampleWindow window = play.Source.Window(TimeSpan.FromHours(24));
        Node<int> counted = window.Count();
        Node<double?>[] nodes =
        [
            window.Mean(), window.Min(), window.Max(), window.Variance(), window.Median(),
            play.Source.Held(TimeSpan.FromHours(24)).Mean(), window.Slope(),
        ];

        play.Run();

        Assert.Equal(count, counted.Value);
        Assert.Equal((min, max, median), (nodes[1].Value, nodes[2].Value, nodes[4].Value));
        AssertClose(mean, nodes[0].Value);
        AssertClose(variance, nodes[3].Value);
        AssertClose(held, nodes[5].Value);
        AssertClose(slope, nodes[6].Value * 3_600, tolerance: 1e-9);
    }

    [Fact]
    public void Ambient_temperature_count_changes_and_averages()
    {
        var play = new Play(Ambient, "value", 7_267);
        List<(double At, int Value)> count = play.Source.Window(TimeSpan.FromHours(24)).Count().Record();
        Node<double?> bySample = play.Source.Ema(alpha: 0.1), byTime = play.Source.Ema(TimeSpan.FromHours(12));

        play.Run();

        Assert.Equal(392, count.Count);
        Assert.Equal(
            [
                "2013-07-29T04", "2013-08-28T11", "2013-09-10T20", "2013-09-28T12", "2013-10-12T20", "2014-03-03T03",
                "2014-04-04T09",
            ],
            count.Where(item => item.Value == 0).Select(item => Hour(item.At)));
        AssertClose(69.81679114187094, bySample.Value);
        AssertClose(69.22811547527594, byTime.Value);
    }

    [Theory]
    [InlineData(10, 6, 992.5, 901.0, 1_065.0, 3_432.7, 1_000.5, 994.0, null)]
    [InlineData(500, 3, 127.0, null, null, 1_573.0, null, 89.66666666666667, 70.0)]
    [InlineData(1000, 6, 332.3333333333333, null, null, null, null, 303.0, null)]
    [InlineData(2500, 7, 313.57142857142856, null, null, 3_221.952380952381, null, 308.93333333333334, 194.0)]
    public void Travel_time_within_an_hour(
        int row, int count, double mean, double? min, double? max, double? variance, double? median, double held,
        double? heldMin)
    {
        var play = new Play(TravelTime, "value", row);
        SampleWindow window = play.Source.Window(TimeSpan.FromHours(1));
        HeldWindow signal = play.Source.Held(TimeSpan.FromHours(1));
        Node<int> counted = window.Count();
        (double? Expected, Node<double?> Node)[] nodes =
        [
            (mean, window.Mean()), (min, window.Min()), (max, window.Max()), (variance, window.Variance()),
            (median, window.Median()), (held, signal.Mean()), (heldMin, signal.Min()),
        ];

        play.Run();

        Assert.Equal(count, counted.Value);
        Assert.All(nodes.Where(node => node.Expected.HasValue), node => AssertClose(node.Expected, node.Node.Value));
    }

    [Fact]
    public void Travel_time_count_changes()
    {
        var play = new Play(TravelTime, "value", 2_500);
        List<(double At, int Value)> count = play.Source.Window(TimeSpan.FromHours(1)).Count().Record();

        play.Run();

        Assert.Equal((2_487, 9), (count.Count, count.Max(item => item.Value)));
        (double At, int Value)[] empty = [.. count.Where(item => item.Value == 0)];
        Assert.Equal((226, "2015-07-10T22:32"), (empty.Length, Minute(empty[0].At)));
    }

    [Theory]
    [InlineData(362, 0.002, 0.03, null, null)]
    [InlineData(400, 1.202, null, 0.0010742857142857162, -0.006571428571428578)]
    [InlineData(500, 1.3786666666666667, null, null, null)]
    public void Static_pressure_of_an_air_handler_within_15_minutes(
        int row, double mean, double? max, double? variance, double? slope)
    {
        var play = new Play(AirHandler, "AHU: Supply Air Duct Static Pressure", row);
        SampleWindow window = play.Source.Window(TimeSpan.FromMinutes(15));
        Node<double?> average = window.Mean(), high = window.Max();
        Node<double?> spread = window.Variance(), trend = window.Slope();

        play.Run();

        AssertClose(mean, average.Value);
        if (max is not null) Assert.Equal(max, high.Value);
        if (variance is not null) AssertClose(variance, spread.Value);
        if (slope is not null) AssertClose(slope, trend.Value * 60, tolerance: 1e-9);
    }

    [Theory]
    [InlineData(894, 2, 4.31)]
    [InlineData(895, 3, 5.853333333333333)]
    [InlineData(896, 4, 5.7924999999999995)]
    public void Occupancy_of_a_road_with_one_stamp_twice(int row, int count, double mean)
    {
        var play = new Play(Occupancy, "value", row);
        SampleWindow window = play.Source.Window(TimeSpan.FromMinutes(30));
        Node<int> counted = window.Count();
        Node<double?> average = window.Mean();

        play.Run();

        Assert.Equal(count, counted.Value);
        AssertClose(mean, average.Value);
    }

    private static string Hour(double seconds) => Minute(seconds)[..13];

    private static string Minute(double seconds) => Testing.At(seconds).ToString()[..16];

    private static void AssertClose(double? expected, double? actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.HasValue, actual.HasValue);
        if (expected is { } value) Assert.Equal(value, actual!.Value, Math.Abs(value) * tolerance);
    }

    /// <summary>A recording that is played over history up to a row, counted from 1.</summary>
    private sealed class Play
    {
        private readonly HistoricalRuntime _runtime;

        internal Play(string file, string column, int row)
        {
            string path = SharedData.PathOf(file);
            Assert.SkipUnless(
                File.Exists(path), $"The recording {file} is not part of the project and is not at {path}.");
            Timestamped<double>[] rows = SharedData.Read(file, column)[..row];
            _runtime = new HistoricalRuntime(rows[0].Time);
            Source = _runtime.AddSource(column, rows, initial: 0.0).Arrivals();
        }

        internal Node<double> Source { get; }

        internal void Run() => _runtime.Run();
    }
}
