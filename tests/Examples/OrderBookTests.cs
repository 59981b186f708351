using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The example that measures how long a book takes from one thread through the graph on another.</summary>
public sealed partial class OrderBookTests
{
    [Fact]
    [Trait("Category", "WallTime")]
    public void OrderBook_accounts_for_every_book_and_prints_latencies_that_do_not_decrease()
    {
        ExampleProgram.Output run = ExampleProgram.Run("OrderBook", "--messages", "2000");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(2000, NumberAfter("sent", run.Text));
        Assert.Equal(2000, NumberAfter("delivered", run.Text) + NumberAfter("dropped", run.Text));
        string[] names = [.. Latency().Matches(run.Text).Select(match => match.Groups["name"].Value)];
        double[] values = [.. Latency().Matches(run.Text).Select(match => Number(match.Groups["value"].Value))];
        Assert.Equal(["p50", "p75", "p95", "p99", "p99.9", "p99.99", "max"], names);
        Assert.Equal(values.Order(), values);
        Assert.True(values[0] > 0);
    }

    [Fact]
    [Trait("Category", "WallTime")]
    public async Task OrderBook_stopped_by_a_signal_prints_what_it_has_measured()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process cannot be sent SIGINT on Windows.");
        using Process process = ExampleProgram.Start("OrderBook", "--messages", "1000000000");
        string? first = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);

        ExampleProgram.Output run = ExampleProgram.Finish(process);

        Assert.StartsWith("Sending 1000000000 books", first, StringComparison.Ordinal);
        Assert.Equal((130, ""), (run.ExitCode, run.Errors));
        Assert.Contains("(stopped)", run.Text, StringComparison.Ordinal);
        Assert.Equal(
            NumberAfter("sent", run.Text), NumberAfter("delivered", run.Text) + NumberAfter("dropped", run.Text));
    }

    [Theory]
    [InlineData("--messages must be a whole number from 1 to 1000000000, but '0' was given.", "--messages", "0")]
    [InlineData("--messages must be a whole number from 1 to 1000000000, but '1e3' was given.", "--messages", "1e3")]
    [InlineData("--messages needs a number after it.", "--messages")]
    [InlineData("'--fast' is not an option.", "--fast")]
    public void OrderBook_refuses_a_wrong_option_in_one_line_with_exit_code_2(string expected, params string[] options)
    {
        ExampleProgram.Output run = ExampleProgram.Run("OrderBook", options);

        Assert.Equal((2, ""), (run.ExitCode, run.Text));
        Assert.StartsWith($"OrderBook: {expected}", run.Errors, StringComparison.Ordinal);
        Assert.Equal(1, run.Errors.Count(c => c == '\n'));
    }

    [Fact]
    public void OrderBook_explains_its_options()
    {
        ExampleProgram.Output run = ExampleProgram.Run("OrderBook", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--messages N", run.Text, StringComparison.Ordinal);
    }

    private static long NumberAfter(string word, string text)
    {
        Match match = Regex.Match(text, $@"^{word} +(\d+)", RegexOptions.Multiline);
        return long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<name>p[\d.]+|max) +(?<value>\d+\.\d{3}) µs$", RegexOptions.Multiline)]
    private static partial Regex Latency();
}
