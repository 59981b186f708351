using System.Diagnostics;

namespace Spaxiom.Graph.Tests;

/// <summary>Runs an example as its users do, as a process; the build puts the programs beside the tests.</summary>
internal static class ExampleProgram
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    /// <summary>Runs it to its end.</summary>
    internal static Output Run(string name, params string[] arguments)
    {
        using Process process = Start(name, arguments);
        return Finish(process);
    }

    /// <summary>Runs it to its end under a shell, whose script starts it as <c>"$0" "$@"</c>.</summary>
    internal static Output RunInShell(string script, string name, params string[] arguments)
    {
        using Process process = Start(new ProcessStartInfo("/bin/sh", ["-c", script, PathOf(name), .. arguments]));
        return Finish(process);
    }

    /// <summary>Starts it, with its output kept for <see cref="Finish"/> and its input to be written.</summary>
    internal static Process Start(string name, params string[] arguments) =>
        Start(new ProcessStartInfo(PathOf(name), arguments));

    /// <summary>Waits until the program ends, and returns its output.</summary>
    internal static Output Finish(Process process)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill();
            throw new TimeoutException($"{process.StartInfo.FileName} did not end within {s_patience}.");
        }

        return new Output(
            process.ExitCode, output.Result.ReplaceLineEndings("\n"), errors.Result.ReplaceLineEndings("\n"));
    }

    private static string PathOf(string name) =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static Process Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return Process.Start(start)!;
    }

    internal sealed record Output(int ExitCode, string Text, string Errors);
}
