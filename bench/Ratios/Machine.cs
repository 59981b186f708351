using System.Runtime.InteropServices;

namespace Spaxiom.Graph.Bench;

/// <summary>What the figures were taken on, as far as it matters for reading them.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo"; // Linux; elsewhere the environment names the processor

    /// <summary>Cores, processor, operating system and runtime, in one line.</summary>
    internal static string Describe() =>
        $"{Environment.ProcessorCount} cores, {Processor()}, {RuntimeInformation.OSDescription}, "
        + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}";

    private static string Processor()
    {
        if (!File.Exists(ProcessorFile)) return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
        string? model = File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return model is null ? "unknown processor" : model[(model.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
