using System.Text.Json;
using Spaxiom.Graph.Examples;
using Spaxiom.Graph.Examples.OfficeOccupancy;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The office example from its command line to its output.</summary>
public sealed class OfficeOccupancyTests
{
    private const string Recorded = """
        "date","Temperature","Humidity","Light","CO2","HumidityRatio","Occupancy"
        "1","2015-02-02 14:19:00",23.7,26.2,585.2,749.2,0.0047,1
        "2","2015-02-02 14:19:59",23.6,26.2,578.4,760.4,0.0047,1
        "3","2015-02-02 14:22:30",23.5,26.2,572.6,769.6,0.0047,0
        """;

    [Fact]
    public void First_recording_gives_the_figures_that_independent_code_found()
    {
        JsonElement result = Replay("datatest.txt");

        AssertRun(result, 2665, "2015-02-02T14:19:00Z", "2015-02-04T10:43:00Z", [4, 3, 4, 3], [962, 51, 1642, 10]);
        AssertFigures(result, 0.9771, 1393.668452, [24.127076, 23.79, 24.408333]);
        Assert.Equal(
            [
                "02T14:21:00Z Occupied", "02T15:05:00Z Stuffy", "02T16:27:00Z Fresh", "02T18:04:00Z Vacated",
                "03T07:39:00Z Occupied", "03T10:03:00Z Stuffy", "03T12:58:00Z Fresh", "03T13:09:59Z Vacated",
                "03T13:35:00Z Occupied", "03T14:29:59Z Stuffy", "03T18:13:00Z Vacated", "03T18:49:00Z Fresh",
                "04T07:40:59Z Occupied", "04T10:05:00Z Stuffy",
            ],
            Timeline(result).Select(entry => entry["2015-02-".Length..]));
    }

    [Fact]
    public void Second_recording_gives_the_figures_that_independent_code_found()
    {
        JsonElement result = Replay("datatraining.txt");

        AssertRun(result, 8143, "2015-02-04T17:51:00Z", "2015-02-10T09:33:00Z", [10, 9, 4, 4], [1705, 82, 6332, 24]);
        AssertFigures(result, 0.987, 2019.761111, [20.911597, 20.7, 21.1]);
        Assert.Equal(27, Timeline(result).Count());
    }

    [Fact]
    public void Recording_is_told_as_text_with_its_timeline_and_summary()
    {
        using var file = new TemporaryFile(Recorded);

        var (code, output, error) = OfficeProgram.Run("--recording", file.Path);

        Assert.Equal(
            $"""
            Recording {file.Path}
            2015-02-02T14:21:00Z  Occupied
            Summary
              rows         3 from 2015-02-02T14:19:00Z to 2015-02-02T14:22:30Z
              cycles       4
              events       Occupied 1, Vacated 0, Stuffy 0, Fresh 0
              occupied     accuracy 0 against the truth column (tp 0, fp 1, tn 0, fn 2)
              CO2          759.733333 ppm at most, as a mean of 15 minutes
              temperature  mean 23.6, from 23.5 to 23.7 degrees C in the last 30 minutes

            """,
            output);
        Assert.Equal((ExitCode.Done, ""), (code, error));
    }

    [Fact]
    public void Bad_row_ends_the_run_with_exit_code_2_and_no_summary()
    {
        using var file = new TemporaryFile(Recorded.Replace(",0.0047,0", ",0.0047,maybe", StringComparison.Ordinal));
        string sentence = $"{file.Path}, line 4, column 'Occupancy': expected 0 or 1, got 'maybe'. "
            + "Correct the row, or leave bad rows out with --skip-bad-rows.\n";

        var text = OfficeProgram.Run("--recording", file.Path);
        var json = OfficeProgram.Run("--recording", file.Path, "--json");

        Assert.Equal((ExitCode.BadInput, sentence), (text.Code, text.Error));
        Assert.DoesNotContain("Summary", text.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCode.BadInput, "", sentence), json);
    }

    [Fact]
    public void Bad_row_that_is_skipped_is_counted_on_standard_output_and_reported_on_standard_error()
    {
        using var file = new TemporaryFile(Recorded.Replace(",578.4,", ",bright,", StringComparison.Ordinal));

        var (code, output, error) = OfficeProgram.Run("--recording", file.Path, "--skip-bad-rows", "--json");

        using var json = JsonDocument.Parse(output);
        Assert.Equal(2, json.RootElement.GetProperty("rows").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("bad_rows").GetInt32());
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(
            $"Left out: {file.Path}, line 3, column 'Light': "
                + "expected a finite number from -1000000000 to 1000000000, got 'bright'.\n",
            error);
    }

    [Theory]
    [InlineData("--recording", "no-such-file.txt")]
    [InlineData("--recording", ".")]
    [InlineData("--frobnicate")]
    [InlineData("--seed", "1", "--recording", "a.txt")]
    [InlineData("--json", "--speed", "5")]
    public void Bad_input_is_one_line_on_standard_error_and_exit_code_2(params string[] arguments)
    {
        var (code, output, error) = OfficeProgram.Run(arguments);

        Assert.Equal((ExitCode.BadInput, ""), (code, output));
        Assert.Equal(1, error.Count(character => character == '\n'));
        Assert.EndsWith("\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_printed_on_standard_output()
    {
        Assert.Equal((ExitCode.Done, Help.Text, ""), OfficeProgram.Run("--help"));
    }

    [Fact]
    public void Failure_of_the_machine_is_a_sentence_too()
    {
        var error = new StringWriter();

        int code = CommandLine.Run([], new Terminal(new FullDisk(), error));

        Assert.Equal(ExitCode.Failed, code);
        Assert.Equal("The run ended with an error: No space left on device.\n", error.ToString());
    }

    [Fact]
    public void Same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        foreach (string[] format in (string[][])[[], ["--json"]])
        {
            string first = OfficeProgram.Run(format).Output;

            Assert.Equal(first, OfficeProgram.Run([.. format, "--seed", "1"]).Output);
            Assert.NotEqual(first, OfficeProgram.Run([.. format, "--seed", "2"]).Output);
        }
    }

    [Fact]
    public void Program_itself_prints_one_json_object_and_nothing_else()
    {
        ExampleProgram.Output run = ExampleProgram.Run("OfficeOccupancy", "--json");

        using var json = JsonDocument.Parse(run.Text);
        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        Assert.Equal(OfficeProgram.Run("--json"), (run.ExitCode, run.Text, run.Errors));
        Assert.Equal(
            [
                "rows", "bad_rows", "first", "last", "cycles", "timeline", "events", "confusion", "accuracy",
                "co2_mean_15min_max", "temperature_30min",
            ],
            json.RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Program_itself_ends_with_exit_code_2_and_no_stack_trace()
    {
        string[] arguments = ["--recording", "missing.txt"];

        ExampleProgram.Output run = ExampleProgram.Run("OfficeOccupancy", arguments);

        Assert.Equal(OfficeProgram.Run(arguments), (run.ExitCode, run.Text, run.Errors));
    }

    private static JsonElement Replay(string name)
    {
        string path = Repository.PathOf(Path.Combine("..", "shared", "data", "occupancy", name));
        Assert.SkipUnless(File.Exists(path), $"The recording {name} is not part of the project and is not at {path}.");

        var (code, output, error) = OfficeProgram.Run("--recording", path, "--json");

        Assert.Equal((ExitCode.Done, ""), (code, error));
        return JsonDocument.Parse(output).RootElement;
    }

    private static void AssertRun(
        JsonElement result, int rows, string first, string last, int[] events, int[] confusion)
    {
        Assert.Equal(rows, result.GetProperty("rows").GetInt32());
        Assert.Equal(0, result.GetProperty("bad_rows").GetInt32());
        Assert.Equal(first, result.GetProperty("first").GetString());
        Assert.Equal(last, result.GetProperty("last").GetString());
        Assert.Equal(
            ["Occupied", "Vacated", "Stuffy", "Fresh"],
            result.GetProperty("events").EnumerateObject().Select(count => count.Name));
        Assert.Equal(events, result.GetProperty("events").EnumerateObject().Select(count => count.Value.GetInt32()));
        Assert.Equal(["tp", "fp", "tn", "fn"], result.GetProperty("confusion").EnumerateObject().Select(n => n.Name));
        Assert.Equal(confusion, result.GetProperty("confusion").EnumerateObject().Select(n => n.Value.GetInt32()));
    }

    private static void AssertFigures(JsonElement result, double accuracy, double co2, double[] temperature)
    {
        JsonElement window = result.GetProperty("temperature_30min");
        Assert.Equal(accuracy, result.GetProperty("accuracy").GetDouble());
        Assert.Equal(co2, result.GetProperty("co2_mean_15min_max").GetDouble());
        Assert.Equal(["mean", "min", "max"], window.EnumerateObject().Select(figure => figure.Name));
        Assert.Equal(temperature, window.EnumerateObject().Select(figure => figure.Value.GetDouble()));
    }

    private static IEnumerable<string> Timeline(JsonElement result) => result.GetProperty("timeline").EnumerateArray()
        .Select(entry => $"{entry.GetProperty("time").GetString()} {entry.GetProperty("event").GetString()}");

    /// <summary>Standard output that nothing can be written to.</summary>
    private sealed class FullDisk : StringWriter
    {
        public override void Write(string? value) => throw new IOException("No space left on device.");
    }
}
