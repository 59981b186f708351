using System.Text.RegularExpressions;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The decision records: numbered without gaps, one page each, all of one form.</summary>
public sealed partial class DecisionTests
{
    private const string Folder = "docs/decisions/";

    private static string[] Records =>
    [
        .. from file in Repository.Files
           where file.StartsWith(Folder, StringComparison.Ordinal)
           select file[Folder.Length..],
    ];

    [Fact]
    public void Records_are_numbered_from_1_without_gaps()
    {
        Assert.All(Records, file => Assert.Matches(@"^\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.md$", file));
        Assert.Equal(
            Enumerable.Range(1, Records.Length).Select(number => $"{number:D4}"), Records.Select(file => file[..4]));
    }

    [Fact]
    public void Records_have_their_number_a_date_and_the_four_parts_on_one_page() =>
        Assert.All(Records, file =>
        {
            string[] lines = Repository.ReadLines(Folder + file);

            Assert.Matches($"^# {file[..4]}: .+", lines[0]);
            Assert.Matches(@"^Date: \d{4}-\d{2}-\d{2}$", lines[2]);
            Assert.Equal(
                ["Question", "Decision", "Why", "Consequences"],
                lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
            Assert.InRange(lines.Length, 10, 60);
        });

    [Fact]
    public void Every_type_or_member_in_code_quotes_of_a_record_is_in_the_sources()
    {
        string code = string.Join('\n', Repository.CSharpFiles.Select(Repository.Read));
        IEnumerable<string> unknown =
            from file in Records
            from match in Identifier().Matches(Repository.Read(Folder + file))
            let name = match.Groups[1].Value
            where !code.Contains(name, StringComparison.Ordinal)
            select $"{file}: {name}";

        Assert.Empty(unknown);
    }

    [GeneratedRegex("`([A-Z][A-Za-z]+)[`.<(]")]
    private static partial Regex Identifier();
}
