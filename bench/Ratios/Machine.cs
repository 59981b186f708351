using System.Runtime.InteropServices;

namespace Spaxiom.Graph.Bench;

/// <summary>What the figures were taken on, as far as it matters for reading them.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo"; // Linux; elsewhere the environment names the processor
    private const string ModelKey = "model name";

    /// <summary>Cores, processor, operating system and runtime, in one line.</summary>
    internal static string Describe() =>
        $"{Environment.ProcessorCount} cores, {Processor()}, {RuntimeInformation.OSDescription}, "
        + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}";

    private static string Processor()
    {
        string? model = File.Exists(ProcessorFile)
            ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith(ModelKey, StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return model is null ? "unknown processor" : model[(model.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
