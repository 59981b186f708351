namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>Watches an office: a simulated week, or a recording, as a replay or live. See <c>--help</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => CommandLine.Run(arguments, Terminal.OfThisProcess());
}
