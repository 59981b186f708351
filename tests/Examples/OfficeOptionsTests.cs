using Spaxiom.Graph.Examples;
using Spaxiom.Graph.Examples.OfficeOccupancy;
using Xunit;

namespace Spaxiom.Graph.Tests;

public sealed class OfficeOptionsTests
{
    [Fact]
    public void Options_without_arguments_ask_for_the_simulated_week_of_seed_1_as_text()
    {
        Options options = Options.Parse([]);

        Assert.Equal(new Options(), options);
        Assert.Null(options.Recording);
        Assert.Equal(1UL, options.Seed);
        Assert.Equal(3600, options.Speed);
        Assert.False(options.Live || options.Json || options.SkipBadRows || options.Help);
    }

    [Fact]
    public void Options_take_a_value_after_them_or_joined_to_them()
    {
        var apart = Options.Parse(["--recording", "a b.txt", "--skip-bad-rows", "--live", "--speed", "60.5", "--json"]);
        var joined = Options.Parse(["--json", "--recording=a b.txt", "--live", "--speed=60.5", "--skip-bad-rows"]);

        Assert.Equal(apart, joined);
        Assert.Equal(("a b.txt", 60.5), (apart.Recording, apart.Speed));
        Assert.True(apart.Live && apart.Json && apart.SkipBadRows);
        Assert.Equal(ulong.MaxValue, Options.Parse(["--seed", "18446744073709551615"]).Seed);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_wins_over_everything_else(string help)
    {
        Assert.True(Options.Parse(["--nonsense", "--seed", help]).Help);
    }

    [Fact]
    public void Help_names_every_option()
    {
        string[] names =
            ["--recording FILE", "--skip-bad-rows", "--seed N", "--live", "--speed N", "--json", "--help", "NO_COLOR"];

        Assert.All(names, name => Assert.Contains(name, Help.Text, StringComparison.Ordinal));
        Assert.All(Help.Text.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
    }

    [Theory]
    [InlineData("Unknown option '--frobnicate'.", "--frobnicate")]
    [InlineData("Unknown option '--Json'.", "--Json")]
    [InlineData("Unexpected argument 'datatest.txt': to replay a file, write --recording FILE.", "datatest.txt")]
    [InlineData("Option --json was given more than once.", "--json", "--json")]
    [InlineData("Option --seed was given more than once.", "--seed", "1", "--seed=2")]
    [InlineData("Option --recording expects the name of a file after it, got none.", "--recording")]
    [InlineData("Option --recording expects the name of a file after it, got none.", "--recording", "--json")]
    [InlineData("Option --recording expects the name of a file after it, got none.", "--recording=")]
    [InlineData("Option --seed expects a whole number from 0 to 18446744073709551615, got none.", "--seed")]
    [InlineData("Option --seed expects a whole number from 0 to 18446744073709551615, got '-1'.", "--seed", "-1")]
    [InlineData("Option --seed expects a whole number from 0 to 18446744073709551615, got '1.5'.", "--seed", "1.5")]
    [InlineData("Option --speed expects a number from 0.1 to 1000000, got none.", "--live", "--speed")]
    [InlineData("Option --speed expects a number from 0.1 to 1000000, got '0.09'.", "--live", "--speed", "0.09")]
    [InlineData("Option --speed expects a number from 0.1 to 1000000, got '-60'.", "--live", "--speed", "-60")]
    [InlineData("Option --speed expects a number from 0.1 to 1000000, got 'NaN'.", "--live", "--speed", "NaN")]
    [InlineData("Option --speed expects a number from 0.1 to 1000000, got '1e400'.", "--live", "--speed", "1e400")]
    [InlineData("Option --speed expects a number from 0.1 to 1000000, got 'fast'.", "--live", "--speed", "fast")]
    [InlineData("Option --live takes no value, got 'yes'.", "--live=yes")]
    [InlineData(
        "Options --seed and --recording contradict each other: a seed chooses a simulated week, and a recording "
            + "replaces it.",
        "--seed", "1", "--recording", "a.txt")]
    [InlineData(
        "Option --skip-bad-rows needs --recording FILE: the simulated week has no bad rows.", "--skip-bad-rows")]
    [InlineData("Option --speed needs --live: a replay always goes as fast as the machine allows.", "--speed", "2")]
    public void Options_that_cannot_be_used_are_refused_in_one_sentence_and_a_hint(
        string sentence, params string[] arguments)
    {
        var refusal = Assert.Throws<BadInputException>(() => Options.Parse(arguments));

        Assert.Equal(sentence + " Run with --help to see every option.", refusal.Message);
    }
}
