using System.Xml.Linq;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The engine's four folders, what each may know, and what the engine is made of.</summary>
public sealed class FolderTests
{
    // Each folder may use those before it.
    private static readonly string[] s_folders = ["Executor", "Drivers", "Nodes", "Runtimes"];

    [Fact]
    public void Each_folder_mentions_only_types_of_the_folders_it_may_use()
    {
        var wrong = new List<string>();
        for (int i = 0; i < s_folders.Length; i++)
        {
            HashSet<string> forbidden = [.. s_folders[(i + 1)..].SelectMany(TypesOf)];
            forbidden.ExceptWith(s_folders[..(i + 1)].SelectMany(TypesOf));
            foreach (string file in Repository.CSharpFilesIn($"src/{s_folders[i]}"))
            {
                foreach (string name in CSharpText.UsedNames(CodeOf(file)).Where(forbidden.Contains).Distinct())
                    wrong.Add($"{file} mentions {name.TrimEnd('<')}, which a later folder declares.");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Types_are_found_in_every_folder() =>
        Assert.All(s_folders, folder => Assert.NotEmpty(TypesOf(folder)));

    [Fact]
    public void The_engine_is_compiled_from_exactly_its_four_folders()
    {
        XDocument project = Project("src/Spaxiom.Graph.csproj");

        Assert.Equal("false", Assert.Single(project.Descendants("EnableDefaultCompileItems")).Value);
        string[] sources = Assert.Single(project.Descendants("Compile")).Attribute("Include")!.Value.Split(';');
        Assert.Equal(s_folders.Select(folder => $"{folder}/**/*.cs").Order(), sources.Order());
    }

    [Fact]
    public void Other_folders_of_src_belong_to_projects_of_their_own()
    {
        IEnumerable<string> strays = Repository.CSharpFilesIn("src")
            .Where(file => !s_folders.Any(folder => file.StartsWith($"src/{folder}/", StringComparison.Ordinal)))
            .Where(file => !Repository.Files.Any(other =>
                other.EndsWith(".csproj", StringComparison.Ordinal)
                && other != "src/Spaxiom.Graph.csproj"
                && file.StartsWith(other[..(other.LastIndexOf('/') + 1)], StringComparison.Ordinal)));

        Assert.Empty(strays);
    }

    [Fact]
    public void The_engine_references_no_package_but_the_two_it_may_and_no_project()
    {
        XDocument project = Project("src/Spaxiom.Graph.csproj");

        Assert.Empty(project.Descendants("ProjectReference"));
        Assert.Empty(project.Descendants("FrameworkReference"));
        Assert.All(
            project.Descendants("PackageReference"),
            reference => Assert.Contains(
                reference.Attribute("Include")!.Value,
                (string[])["CommunityToolkit.HighPerformance", "Microsoft.Extensions.ObjectPool"]));
    }

    [Fact]
    public void Every_version_of_a_package_is_pinned_exactly_and_in_one_place()
    {
        foreach (string file in Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            Assert.All(
                Project(file).Descendants("PackageReference"),
                reference => Assert.Null(reference.Attribute("Version")));
        }

        Assert.All(
            Project("Directory.Packages.props").Descendants("PackageVersion"),
            version => Assert.Matches(@"^\d+\.\d+\.\d+$", version.Attribute("Version")!.Value));
    }

    [Fact]
    public void Every_project_but_the_mutation_test_is_in_the_solution()
    {
        const string MutationTest = "tests/Mutation/Spaxiom.Graph.Mutation.csproj"; // another runner than dotnet test's
        string solution = Repository.Read("Spaxiom.Graph.sln").Replace('\\', '/');

        IEnumerable<string> missing = Repository.Files
            .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(file => file != MutationTest)
            .Where(file => !solution.Contains($"\"{file}\"", StringComparison.Ordinal));

        Assert.Empty(missing);
        Assert.DoesNotContain("|x64", solution, StringComparison.Ordinal);
        Assert.DoesNotContain("|x86", solution, StringComparison.Ordinal);
    }

    private static IEnumerable<string> TypesOf(string folder) =>
        Repository.CSharpFilesIn($"src/{folder}").SelectMany(file => CSharpText.DeclaredTypes(CodeOf(file)));

    private static string CodeOf(string file) => CSharpText.Strip(Repository.Read(file));

    private static XDocument Project(string file) => XDocument.Parse(Repository.Read(file));
}
