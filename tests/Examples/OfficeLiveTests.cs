using System.Diagnostics;
using Spaxiom.Graph.Examples;
using Spaxiom.Graph.Examples.OfficeOccupancy;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The office example in real time.</summary>
[Trait("Category", "WallTime")]
public sealed class OfficeLiveTests
{
    [Fact]
    public void Live_week_at_full_speed_loses_and_reorders_no_row_and_has_the_exact_windows()
    {
        var observer = new Observer(new Terminal(TextWriter.Null, TextWriter.Null), printEvents: false);
        using var live = new OfficeWeek(seed: 1);
        using var replayed = new OfficeWeek(seed: 1);
        var seen = new List<Row>();
        observer.RowSeen += seen.Add;

        RunResult result = LiveRun.Run(live, observer, speed: 1_000_000, CancellationToken.None);

        Assert.True(result.Completed);
        Assert.Equal(replayed.Rows(), seen);
        Summary expected = OfficeGraphTests.Run([.. seen]);
        Assert.Equal(expected.LargestCo2Mean, result.Summary.LargestCo2Mean);
        Assert.Equal(expected.Temperature, result.Summary.Temperature);
    }

    [Fact]
    public void Live_bad_row_ends_the_run_with_its_sentence()
    {
        using var file = new TemporaryFile(
            """
            "date","Temperature","Humidity","Light","CO2","HumidityRatio","Occupancy"
            "1","2015-02-02 14:19:00",23.7,26.2,585.2,749.2,0.0047,1
            "2","2015-02-02 14:20:00",23.6,26.2,dark,760.4,0.0047,1
            """);

        var (code, output, error) = OfficeProgram.Run("--recording", file.Path, "--live", "--json");

        Assert.Equal((ExitCode.BadInput, ""), (code, output));
        Assert.StartsWith($"{file.Path}, line 3, column 'Light': expected", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Live_run_goes_at_its_speed()
    {
        using var file = new TemporaryFile(
            """
            "date","Temperature","Humidity","Light","CO2","HumidityRatio","Occupancy"
            "1","2015-02-02 14:00:00",23.7,26.2,0,749.2,0.0047,1
            "2","2015-02-02 15:00:00",23.6,26.2,0,760.4,0.0047,1
            """);
        long start = Stopwatch.GetTimestamp();

        var (code, _, _) = OfficeProgram.Run("--recording", file.Path, "--live", "--speed", "7200");

        Assert.Equal(ExitCode.Done, code);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20));
    }
}
