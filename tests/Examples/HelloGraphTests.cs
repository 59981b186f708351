using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The README's first graph.</summary>
public sealed class HelloGraphTests
{
    [Fact]
    public void HelloGraph_prints_the_alarm_and_its_end_at_their_exact_instants()
    {
        ExampleProgram.Output run = ExampleProgram.Run("HelloGraph");

        const string Expected = """
            2026-01-05T08:07:00Z  alarm
            2026-01-05T08:11:00Z  all clear
            12 cycles up to 2026-01-05T08:11:00Z

            """;
        Assert.Equal(Expected, run.Text);
        Assert.Empty(run.Errors);
        Assert.Equal(0, run.ExitCode);
    }
}
