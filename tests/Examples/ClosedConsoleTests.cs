using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>An example whose output nobody can take ends with a sentence and an exit code, never as a crash.</summary>
public sealed class ClosedConsoleTests
{
    public static TheoryData<string, string[]> Programs => new()
    {
        { "HelloGraph", [] },
        { "OfficeOccupancy", [] },
        { "OfficeOccupancy", ["--json"] },
        { "OfficeOccupancy", ["--live", "--speed", "1000000"] },
        { "OrderBook", ["--messages", "100"] },
        { "Tour", [] },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void Full_standard_output_ends_the_program_with_a_sentence_and_exit_code_1(string name, string[] arguments)
    {
        ExampleProgram.Output run = Run("\"$0\" \"$@\" >/dev/full", name, arguments);

        const string Sentence = "Standard output takes no more text (No space left on device): the run ends here.\n";
        Assert.Equal((1, Sentence), (run.ExitCode, run.Errors));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Closed_standard_output_ends_the_program_with_a_sentence_and_exit_code_1(
        string name, string[] arguments)
    {
        ExampleProgram.Output run = Run("\"$0\" \"$@\" >&-", name, arguments);

        const string Sentence = "Standard output takes no more text (Bad file descriptor): the run ends here.\n";
        Assert.Equal((1, Sentence), (run.ExitCode, run.Errors));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void No_output_at_all_ends_the_program_with_exit_code_1(string name, string[] arguments)
    {
        foreach (string closed in (string[])[">&- 2>&-", ">/dev/full 2>&-", ">/dev/full 2>/dev/full"])
        {
            ExampleProgram.Output run = Run($"\"$0\" \"$@\" {closed}", name, arguments);

            Assert.Equal((1, "", ""), (run.ExitCode, run.Text, run.Errors));
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Closed_standard_error_does_not_matter_to_a_run_without_complaints(string name, string[] arguments)
    {
        ExampleProgram.Output run = Run("\"$0\" \"$@\" 2>&-", name, arguments);

        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(run.Text);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Reader_that_leaves_after_one_line_is_no_error(string name, string[] arguments)
    {
        ExampleProgram.Output run = Run("{ \"$0\" \"$@\"; echo $? >&2; } | head -n 1", name, arguments);

        Assert.Equal("0\n", run.Errors);
        Assert.Equal(1, run.Text.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("OfficeOccupancy")]
    [InlineData("OrderBook")]
    public void Complaint_that_nobody_can_read_leaves_the_exit_code_as_it_is(string name)
    {
        foreach (string closed in (string[])["2>&-", "2>/dev/full"])
        {
            ExampleProgram.Output run = Run($"\"$0\" \"$@\" {closed}", name, "--frobnicate");

            Assert.Equal((2, "", ""), (run.ExitCode, run.Text, run.Errors));
        }
    }

    private static ExampleProgram.Output Run(string script, string name, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A full device and a closed stream are Linux's shell's.");
        return ExampleProgram.RunInShell(script, name, arguments);
    }
}
