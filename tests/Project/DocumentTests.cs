using System.Text.RegularExpressions;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// The documents agree with the project: their code compiles, their output is printed, their commands run.
/// </summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Every_code_block_is_the_text_of_the_compiled_file_that_it_names()
    {
        MarkdownBlock[] blocks = [.. MarkdownBlock.All("csharp")];

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block =>
        {
            Assert.True(
                Repository.Exists(block.Source), $"{block.File}: there is no '{block.Source}' to show code of.");
            Assert.True(
                block.Source.EndsWith(".cs", StringComparison.Ordinal) && Package.ProjectOf(block.Source) is not null,
                $"{block.File}: '{block.Source}' is not compiled; name the file of the code in a comment above it.");
            Assert.True(
                Unindented(Repository.Read(block.Source)).Contains(Unindented(block.Text), StringComparison.Ordinal),
                $"{block.File}: this is not in {block.Source} any more; copy it from there:\n{block.Text}");
        });
    }

    [Fact]
    public void README_shows_the_first_graph_whole()
    {
        string program = Repository.Read("examples/HelloGraph/Program.cs");

        Assert.Contains(MarkdownBlock.All("csharp"), block => block.File == "README.md" && block.Text == program);
    }

    [Fact]
    public void Every_output_block_is_what_the_program_it_names_prints()
    {
        const string Mark = "output of ";
        MarkdownBlock[] blocks =
            [.. MarkdownBlock.All("text").Where(block => block.Source.StartsWith(Mark, StringComparison.Ordinal))];

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(
            block.Text, ExampleProgram.Run(block.Source[Mark.Length..]).Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_names_projects_and_files_that_exist()
    {
        foreach (string command in Commands())
        {
            string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            bool isKnown = words[0] is "dotnet" or "git" or "cd" || Repository.Exists(words[0]);
            Assert.True(isKnown, $"{command}: {words[0]} is unknown.");
            int option = Array.IndexOf(words, "--project");
            bool hasProject = option < 0 || Repository.Exists(words[option + 1]);
            Assert.True(hasProject, $"{command}: there is no such project.");
        }
    }

    [Fact]
    public void Every_option_of_an_example_in_a_command_is_one_that_the_example_explains()
    {
        foreach (string command in Commands().Where(one => one.Contains("examples/", StringComparison.Ordinal)))
        {
            int options = command.IndexOf(" -- ", StringComparison.Ordinal);
            if (options < 0) continue;
            string example = ExampleName().Match(command).Groups[1].Value;
            string help = ExampleProgram.Run(example, "--help").Text;
            foreach (Match option in Option().Matches(command, options + 4))
                Assert.Contains(option.Value, help, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_link_within_the_project_leads_somewhere()
    {
        IEnumerable<string> broken =
            from file in MarkdownBlock.Documents
            from link in Link().Matches(Repository.Read(file))
            let target = link.Groups["target"].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
            where !target.StartsWith("xref:", StringComparison.Ordinal) // to the reference; docfx checks it
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(Repository.PathOf(file))!, target))
            select $"{file}: {target}";

        Assert.Empty(broken);
    }

    private static IEnumerable<string> Commands() =>
        MarkdownBlock.All("bash")
            .SelectMany(block => block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(line => Assignments().Replace(line.Split(" #")[0].Trim(), ""));

    private static string Unindented(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.TrimStart()));

    [GeneratedRegex(@"^(\w+=\S+ )+")]
    private static partial Regex Assignments();

    [GeneratedRegex(@"examples/(\w+)")]
    private static partial Regex ExampleName();

    [GeneratedRegex(@"--[a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
