using System.Diagnostics;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A termination signal ends a run as a stop does.</summary>
[Trait("Category", "WallTime")]
[Collection(WallTime.Name)]
public sealed class SignalTests
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Signal_ends_a_child_process_cleanly(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no way to send a signal to one process.");
        string program = Path.Combine(AppContext.BaseDirectory, "RunsUntilSignal.dll");
        using Process child = Start("dotnet", program);
        Assert.Equal("running", await child.StandardOutput.ReadLineAsync().WaitAsync(Testing.Patience));

        using Process kill = Start("kill", $"-{signal}", $"{child.Id}");
        string rest = await child.StandardOutput.ReadToEndAsync().WaitAsync(Testing.Patience);
        await child.WaitForExitAsync().WaitAsync(Testing.Patience);

        Assert.Equal(["ended", "dropped"], rest.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(0, child.ExitCode);
    }

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })
        ?? throw new InvalidOperationException($"'{program}' did not start.");
}
