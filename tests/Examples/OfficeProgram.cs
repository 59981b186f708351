using Spaxiom.Graph.Examples.OfficeOccupancy;

namespace Spaxiom.Graph.Tests;

/// <summary>Runs the office example in this process, without a terminal.</summary>
internal static class OfficeProgram
{
    internal static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        int code = CommandLine.Run(arguments, new Terminal(output, error));
        return (code, output.ToString(), error.ToString());
    }
}
