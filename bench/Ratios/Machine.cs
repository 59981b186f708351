using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Spaxiom.Graph.Bench;

/// <summary>What the figures were taken on, as far as it matters for reading them.</summary>
internal static partial class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo"; // Linux; elsewhere the environment names the processor
    private const string ModelKey = "model name";

    /// <summary>Cores and processor: figures of machines that have both in common are comparable.</summary>
    internal static string Name { get; } = $"{Environment.ProcessorCount} cores, {Processor()}";

    /// <summary>The name as that of a file.</summary>
    internal static string FileName { get; } = NotInName().Replace(Name.ToLowerInvariant(), "-").Trim('-') + ".md";

    /// <summary>Operating system and runtime, which change more often.</summary>
    internal static string System { get; } =
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, "
        + $"{RuntimeInformation.ProcessArchitecture}";

    private static string Processor()
    {
        string? model = File.Exists(ProcessorFile)
            ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith(ModelKey, StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return model is null ? "unknown processor" : model[(model.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    /// <summary>What a file name does without: marks of trade, and all that is neither letter nor digit.</summary>
    [GeneratedRegex(@"(\((r|tm|c)\)|[^a-z0-9])+")]
    private static partial Regex NotInName();
}
