using System.Diagnostics;
using Spaxiom.Graph.Examples.OfficeOccupancy;

namespace Spaxiom.Graph.Tests;

/// <summary>Runs the office example: in this process, or as the program that a user starts.</summary>
internal static class OfficeProgram
{
    internal static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        int code = Program.Run(arguments, new Terminal(output, error));
        return (code, output.ToString(), error.ToString());
    }

    internal static (int Code, string Output, string Error) Start(params string[] arguments)
    {
        using Process process = Launch(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    internal static Process Launch(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "OfficeOccupancy.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
