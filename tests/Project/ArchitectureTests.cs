using System.Text.RegularExpressions;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>ARCHITECTURE.md and its neighbours name only what exists, and a test for each invariant.</summary>
public sealed partial class ArchitectureTests
{
    [Theory]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("README.md")]
    public void Every_path_in_a_document_exists(string document)
    {
        string[] paths = [.. Quoted(document).Where(one => FilePath().IsMatch(one))];

        Assert.NotEmpty(paths);
        Assert.All(
            paths, path => Assert.True(Repository.Exists(path), $"{document} names {path}, which does not exist."));
    }

    [Fact]
    public void Every_test_named_in_a_document_exists()
    {
        foreach (string document in MarkdownBlock.Documents)
            Assert.All(Quoted(document).Where(one => TestName().IsMatch(one)), name => AssertIsTest(document, name));
    }

    [Fact]
    public void Every_invariant_names_its_test()
    {
        string section = Repository.Read("ARCHITECTURE.md").Split("\n## ")
            .Single(one => one.StartsWith("Invariants", StringComparison.Ordinal));
        string[] invariants = section.Split("\n- ")[1..];

        Assert.InRange(invariants.Length, 8, 40);
        Assert.All(invariants, invariant => Assert.Contains(
            BacktickQuote().Matches(invariant), quote => TestName().IsMatch(quote.Groups[1].Value)));
    }

    [Fact]
    public void Every_folder_of_the_engine_is_on_the_map() =>
        Assert.All(
            Directory.GetDirectories(Repository.PathOf("src")).Select(folder => $"src/{Path.GetFileName(folder)}"),
            folder => Assert.Contains(folder, Quoted("ARCHITECTURE.md").Select(one => one.TrimEnd('/'))));

    private static void AssertIsTest(string document, string name)
    {
        string[] parts = name.Split('.');
        string[] files = [.. Repository.CSharpFilesIn("tests")
            .Where(file => file.EndsWith($"/{parts[0]}.cs", StringComparison.Ordinal))];
        Assert.True(files.Length == 1, $"{document} names {name}, but there is no one class {parts[0]}.");
        if (parts.Length == 1) return;
        Assert.True(
            TestMethods(files[0]).Contains(parts[1]),
            $"{document} names {name}, which is no test of {files[0]}.");
    }

    private static IEnumerable<string> TestMethods(string file) =>
        TestMethod().Matches(Repository.Read(file)).Select(match => match.Groups["name"].Value);

    private static IEnumerable<string> Quoted(string document) =>
        BacktickQuote().Matches(Fence().Replace(Repository.Read(document), "")).Select(match => match.Groups[1].Value);

    // A method under an attribute that makes it a test, with others between them.
    [GeneratedRegex(
        @"^    \[(Fact|Theory)\b.*\n(?:    (?:\[|    ).*\n)*    public (?:async )?\w+ (?<name>\w+)\(",
        RegexOptions.Multiline)]
    private static partial Regex TestMethod();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex BacktickQuote();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^[\w.-]+(/[\w.-]+)*/?$(?<=/.*|\.(cs|csproj|md|json|props|txt|sln))")]
    private static partial Regex FilePath();

    [GeneratedRegex(@"^[A-Z]\w+Tests(\.\w+)?$")]
    private static partial Regex TestName();
}
