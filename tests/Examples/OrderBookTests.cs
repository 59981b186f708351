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

    [Theory]
    [InlineData("Option --messages expects a whole number from 1 to 1000000000, got '0'.", "--messages", "0")]
    [InlineData("Option --messages expects a whole number from 1 to 1000000000, got '1e3'.", "--messages", "1e3")]
    [InlineData("Option --messages expects a whole number from 1 to 1000000000, got none.", "--messages")]
    [InlineData("Option --messages was given more than once.", "--messages", "1", "--messages=2")]
    [InlineData("Unknown option '--fast'.", "--fast")]
    [InlineData("Unexpected argument 'fast'.", "fast")]
    public void OrderBook_refuses_a_wrong_option_in_one_line_with_exit_code_2(string expected, params string[] options)
    {
        ExampleProgram.Output run = ExampleProgram.Run("OrderBook", options);

        Assert.Equal((2, ""), (run.ExitCode, run.Text));
        Assert.Equal($"{expected} Run with --help to see every option.\n", run.Errors);
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
