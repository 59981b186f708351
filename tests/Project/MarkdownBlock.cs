using System.Text.RegularExpressions;

namespace Spaxiom.Graph.Tests;

/// <summary>A fenced block of a document, and the origin that the comment above it names.</summary>
internal sealed partial record MarkdownBlock(string File, string Source, string Language, string Text)
{
    /// <summary>The documents that people read.</summary>
    internal static IEnumerable<string> Documents =>
        Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    internal static IEnumerable<MarkdownBlock> All(string language) =>
        from file in Documents
        from match in Fence().Matches(Repository.Read(file))
        where match.Groups["language"].Value == language
        select new MarkdownBlock(
            file, match.Groups["source"].Value, language, match.Groups["text"].Value);

    [GeneratedRegex(
        @"(?:^<!-- (?<source>[^\n]+) -->\n)?^```(?<language>\w*)\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
