using System.Diagnostics;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Ctrl-C and SIGTERM end an example at any time, with what it has so far and their exit code.</summary>
[Trait("Category", "WallTime")]
public sealed class ExampleSignalTests
{
    private const string StoppedLine = "  stopped      before the last row, as asked\n";
    private const string Header = "date,Temperature,Humidity,Light,CO2,HumidityRatio,Occupancy\n";

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Signal_ends_a_live_run_with_the_summary_so_far(string signal, int exitCode)
    {
        using Process process = Start("OfficeOccupancy", "--live", "--speed", "60000");
        ReadUntilOccupied(process); // the run is going on, and the week has over two minutes to go

        ExampleProgram.Output rest = FinishAfter(signal, process);

        Assert.Equal((exitCode, ""), (rest.ExitCode, rest.Errors));
        Assert.Contains("Summary\n  rows ", rest.Text, StringComparison.Ordinal);
        Assert.EndsWith(StoppedLine, rest.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130, "--live", "--speed", "1000000")]
    public void Signal_ends_a_run_whose_source_gives_nothing_more_with_the_summary_so_far(
        string signal, int exitCode, params string[] arguments)
    {
        using Process process = Start("OfficeOccupancy", ["--recording", "/dev/stdin", .. arguments]);
        process.StandardInput.Write(Header);
        for (int minute = 0; minute < 5; minute++)
            process.StandardInput.Write($"1,2015-02-02 00:0{minute}:00,20,40,500,600,0.005,1\n");
        process.StandardInput.Flush();
        ReadUntilOccupied(process);

        ExampleProgram.Output rest = FinishAfter(signal, process);

        Assert.Equal((exitCode, ""), (rest.ExitCode, rest.Errors));
        Assert.EndsWith(StoppedLine, rest.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Signal_ends_a_program_that_waits_for_the_first_line_of_its_recording(string signal, int exitCode)
    {
        using Process process = Start("OfficeOccupancy", "--recording", "/dev/stdin");
        WaitUntilReading(process);

        ExampleProgram.Output run = FinishAfter(signal, process);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Text));
        Assert.Equal("Stopped before the first result, as asked.\n", run.Errors);
    }

    [Fact]
    public void Signal_ends_a_program_that_waits_for_a_writer_to_open_its_recording()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A named pipe is made by Linux's mkfifo.");
        string pipe = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Process.Start("mkfifo", [pipe]).WaitForExit();
        try
        {
            using Process process = Start("OfficeOccupancy", "--recording", pipe);
            WaitUntilReading(process);

            ExampleProgram.Output run = FinishAfter("INT", process);

            Assert.Equal((130, "Stopped before the first result, as asked.\n"), (run.ExitCode, run.Errors));
        }
        finally
        {
            File.Delete(pipe);
        }
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void Signal_ends_the_order_book_with_what_it_has_measured(string signal, int exitCode)
    {
        using Process process = Start("OrderBook", "--messages", "1000000000");
        Assert.StartsWith("Sending ", process.StandardOutput.ReadLine(), StringComparison.Ordinal);

        ExampleProgram.Output run = FinishAfter(signal, process);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Errors));
        Assert.Contains("(stopped)", run.Text, StringComparison.Ordinal);
    }

    private static Process Start(string name, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent by kill, and /proc says who listens.");
        return ExampleProgram.Start(name, arguments);
    }

    /// <summary>Returns once a thread of its own waits for the recording; signals are awaited before then.</summary>
    private static void WaitUntilReading(Process process)
    {
        Assert.True(SpinWait.SpinUntil(IsReading, Testing.Patience), "The program does not read its recording.");

        bool IsReading() => Directory.GetDirectories($"/proc/{process.Id}/task")
            .Any(thread => File.ReadAllText(thread + "/comm").StartsWith(".NET TP Worker", StringComparison.Ordinal));
    }

    private static void ReadUntilOccupied(Process process)
    {
        while (process.StandardOutput.ReadLine() is { } line && !line.EndsWith("Occupied", StringComparison.Ordinal))
        {
        }
    }

    private static ExampleProgram.Output FinishAfter(string signal, Process process)
    {
        Process.Start("kill", ["-" + signal, $"{process.Id}"]).WaitForExit();
        return ExampleProgram.Finish(process);
    }
}
