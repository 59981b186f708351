using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The README's tour; what it prints is compared with the README.</summary>
public sealed class TourTests
{
    [Fact]
    public void Tour_runs_to_its_end_and_prints_a_line_for_each_of_its_parts()
    {
        ExampleProgram.Output run = ExampleProgram.Run("Tour");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        string[] parts = [.. run.Text.Split('\n')[..^1].Select(line => line.Split(':')[0]).Distinct()];
        Assert.Equal(["history", "test", "live", "channel", "failed", "held"], parts);
    }
}
