using System.Diagnostics;
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

        RunResult result = LiveRun.Run(live, observer, speed: 1_000_000);

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

        Assert.Equal((Program.BadInput, ""), (code, output));
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

        Assert.Equal(Program.Done, code);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void Signal_ends_a_live_run_with_the_summary_so_far(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill.");
        using Process process = OfficeProgram.Launch("--live", "--speed", "60000");

        // The first event says that the run is going on; then the week has over two minutes to go.
        while (process.StandardOutput.ReadLine() is { } line && !line.EndsWith("Occupied", StringComparison.Ordinal))
        {
        }

        Process.Start("kill", ["-" + signal, $"{process.Id}"]).WaitForExit();
        string rest = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(Program.Stopped, process.ExitCode);
        Assert.Contains("Summary\n  rows ", rest, StringComparison.Ordinal);
        Assert.EndsWith("  stopped      before the last row, as asked\n", rest, StringComparison.Ordinal);
        Assert.Empty(process.StandardError.ReadToEnd());
    }

    [Fact]
    public void Signal_ends_a_replay_that_waits_for_its_source_with_the_summary_so_far()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The recording is standard input, as Linux names it.");
        using Process process = OfficeProgram.Launch("--recording", "/dev/stdin");
        StreamWriter rows = process.StandardInput;
        var time = new DateTime(2015, 2, 2);
        rows.Write("date,Temperature,Humidity,Light,CO2,HumidityRatio,Occupancy\n");
        for (int row = 0; row < 5; row++) WriteRow();
        while (process.StandardOutput.ReadLine() is { } line && !line.EndsWith("Occupied", StringComparison.Ordinal))
        {
        }

        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
        try
        {
            // The run ends with the first row after the signal has arrived; if it never does, with the last one.
            for (int row = 0; row < 20_000_000; row++) WriteRow();
            rows.Close();
        }
        catch (IOException)
        {
            // It has ended, and its standard input with it.
        }

        process.WaitForExit();

        Assert.Equal(Program.Stopped, process.ExitCode);
        Assert.EndsWith(
            "  stopped      before the last row, as asked\n",
            process.StandardOutput.ReadToEnd(),
            StringComparison.Ordinal);
        Assert.Empty(process.StandardError.ReadToEnd());

        void WriteRow()
        {
            rows.Write($"1,{time:yyyy-MM-dd HH:mm:ss},20,40,500,600,0.005,1\n");
            rows.Flush();
            time += TimeSpan.FromMinutes(1);
        }
    }
}
