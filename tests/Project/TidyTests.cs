using System.Text.RegularExpressions;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The limits and habits of every source file.</summary>
public sealed partial class TidyTests
{
    private const int MaxFileLines = 400;
    private const int MaxLineLength = 120;
    private const int MaxFunctionLines = 70;

    [Fact]
    public void No_source_file_is_longer_than_400_lines() =>
        Assert.All(
            Repository.CSharpFiles, file => Assert.InRange(Repository.ReadLines(file).Length - 1, 1, MaxFileLines));

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
    public void Every_file_of_the_engine_has_the_one_flat_namespace() =>
        Assert.All(
            Repository.CSharpFilesIn("src"),
            file => Assert.Contains("namespace Spaxiom.Graph;", Repository.ReadLines(file)));

    [Fact]
    public void Every_file_of_the_engine_is_named_for_a_type_that_it_declares()
    {
        IEnumerable<string> misnamed = Repository.CSharpFilesIn("src").Where(file =>
        {
            string name = Path.GetFileNameWithoutExtension(file).Split('.')[0];
            string code = CSharpText.Strip(Repository.Read(file));
            return !CSharpText.DeclaredTypes(code).Any(type => type.TrimEnd('<') == name || IsGenericOf(type, name));
        });

        Assert.Empty(misnamed);
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
    public void Every_address_is_of_a_public_page_and_of_no_package_registry()
    {
        string[] hosts =
        [
            "doi.org", "github.com", "keepachangelog.com", "learn.microsoft.com", "schemas.microsoft.com", "semver.org",
            "www.w3.org",
        ];
        IEnumerable<string> unknown =
            from file in Repository.Files
            from match in Address().Matches(Repository.Read(file))
            where !hosts.Contains(match.Groups["host"].Value)
            select $"{file} contains {match.Value}.";

        Assert.Empty(unknown);
    }

    /// <summary>Whether a file like NodeOfT.cs is named for a generic type that has a namesake.</summary>
    private static bool IsGenericOf(string type, string file) =>
        type.EndsWith('<') && file.StartsWith(type[..^1] + "Of", StringComparison.Ordinal);

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

    [GeneratedRegex(@"\bhttps?://(?<host>[\w.:-]+)")]
    private static partial Regex Address();
}
