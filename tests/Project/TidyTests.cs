using System.Text.RegularExpressions;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The limits and habits of every source file.</summary>
public sealed partial class TidyTests
{
    private const int MaxFileLines = 400;
    private const int MaxLineLength = 120;
    private const int MaxFunctionLines = 70;
    private const int MaxClassLines = 600;

    [Fact]
    public void No_source_file_is_longer_than_400_lines() =>
        Assert.All(
            Repository.CSharpFiles, file => Assert.InRange(Repository.ReadLines(file).Length - 1, 1, MaxFileLines));

    [Fact]
    public void No_class_is_longer_than_600_lines_however_many_files_it_has()
    {
        IEnumerable<string> tooLong =
            from file in Repository.CSharpFiles
            let name = file[..file.IndexOf('.', StringComparison.Ordinal)]
            group Repository.ReadLines(file).Length - 1 by name into parts
            where parts.Sum() > MaxClassLines
            select $"{parts.Key} has {parts.Sum()} lines in {parts.Count()} files.";

        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_line_of_code_is_longer_than_120_characters()
    {
        IEnumerable<string> tooLong =
            from file in Repository.CSharpFiles
            from line in Repository.ReadLines(file).Index()
            where line.Item.Length > MaxLineLength
            select $"{file}:{line.Index + 1} has {line.Item.Length} characters.";

        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_function_is_longer_than_70_lines()
    {
        IEnumerable<string> tooLong =
            from file in Repository.CSharpFiles
            from function in Functions(Repository.ReadLines(file))
            where function.Lines > MaxFunctionLines
            select $"{file}:{function.Start} starts a function of {function.Lines} lines: split it.";

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        // Written in two halves, because this file is looked at too.
        string[] words =
            ["TO" + "DO", "FIX" + "ME", "HA" + "CK:", "#reg" + "ion", "NotImplemented" + "Exception", "RS00" + "30"];
        IEnumerable<string> leftovers =
            from file in Repository.CSharpFiles
            from word in words
            where Repository.Read(file).Contains(word, StringComparison.Ordinal)
            select $"{file} contains {word}.";

        Assert.Empty(leftovers);
    }

    [Fact]
    public void No_file_names_a_place_on_somebodys_machine()
    {
        IEnumerable<string> places =
            from file in Repository.Files
            from match in MachinePath().Matches(Repository.Read(file))
            select $"{file} contains {match.Value}.";

        Assert.Empty(places);
    }

    [Fact]
    public void No_file_names_a_package_registry()
    {
        IEnumerable<string> registries =
            from file in Repository.Files
            from match in RegistryAddress().Matches(Repository.Read(file))
            select $"{file} contains {match.Value}.";

        Assert.Empty(registries);
        Assert.DoesNotContain(Repository.Files, file => RegistryFile().IsMatch(file));
    }

    [Theory]
    [InlineData("/api.nuget.org/v3/index.json")]
    [InlineData("/10.0.0.7:8081/v3/index.json")]
    [InlineData("/pypi.org/simple/")]
    [InlineData("/registry.npmjs.org/uplot")]
    [InlineData("/localhost:4873/uplot/-/uplot-1.6.32.tgz")]
    [InlineData("/artifactory.example.com/")]
    public void Address_of_a_registry_is_known_by_what_is_in_it(string address) =>
        Assert.Matches(RegistryAddress(), "http://" + address);

    [Theory]
    [InlineData("/learn.microsoft.com/dotnet/api/system.io.pipelines")]
    [InlineData("/127.0.0.1:8080/health")]
    [InlineData("/github.com/dotnet/runtime/issues/1")]
    public void Address_of_a_page_or_of_a_test_is_none_of_a_registry(string address) =>
        Assert.DoesNotMatch(RegistryAddress(), "http://" + address);

    /// <summary>
    /// Blocks in braces with a parameter list or a condition before them: functions, and what is within them.
    /// </summary>
    private static IEnumerable<(int Start, int Lines)> Functions(string[] lines)
    {
        var open = new Stack<int>();
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line == "{") open.Push(i);
            if (!line.StartsWith('}') || open.Count == 0) continue;
            int start = open.Pop();
            if (!TypeHeader().IsMatch(lines[Math.Max(0, start - 1)])) yield return (start, i - start + 1);
        }
    }

    [GeneratedRegex(@"\b(class|struct|record|interface|enum|namespace|switch)\b|^    (: |where \w+ : |    I\w+<.*>$)")]
    private static partial Regex TypeHeader();

    [GeneratedRegex(@"(?<![\w.])/(work|home|root|tmp|Users)/\w+|\b[A-Z]:\\\\?\w+")]
    private static partial Regex MachinePath();

    // By the words in it or by what it serves: there is no list of addresses that are allowed.
    [GeneratedRegex(
        @"https?://[^\s""'<>)]*(nuget|npmjs|pypi|crates\.io|maven|regi"
            + @"stry|artifactory|nexus|jfrog|verdaccio|/v3/index\.json|/simple/|\.nupkg|\.tgz|\.whl)",
        RegexOptions.IgnoreCase)]
    private static partial Regex RegistryAddress();

    [GeneratedRegex(@"(^|/)(nuget\.config|\.npmrc|\.yarnrc(\.yml)?|pip\.conf|\.pypirc)$", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryFile();
}
