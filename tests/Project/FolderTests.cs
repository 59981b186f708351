using System.Xml.Linq;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The engine's four folders, what each may know, and what the engine is made of.</summary>
public sealed class FolderTests
{
    private static readonly string[] s_engine = ["Executor", "Executor/Primitives", "Executor/Topology"];
    private static readonly string[] s_drivers = [.. s_engine, "Drivers"];

    /// <summary>The rooms of the engine, and which others each may use.</summary>
    private static readonly Dictionary<string, string[]> s_rooms = new()
    {
        ["Executor/Primitives"] = [],
        ["Executor/Topology"] = s_engine,
        ["Executor"] = s_engine,
        ["Drivers"] = s_engine,
        ["Runtimes"] = s_drivers,
        ["Nodes/Building"] = s_drivers,
        ["Nodes/Operators"] = s_drivers,
        ["Nodes/Timing"] = [.. s_drivers, "Nodes/Operators"],
        ["Nodes/Batches"] = [.. s_drivers, "Nodes/Operators"],
        ["Nodes/Sensors"] = s_drivers,
        ["Nodes/Windows/Contents"] = ["Executor/Primitives"],
        ["Nodes/Windows"] = [.. s_drivers, "Nodes/Operators", "Nodes/Sensors", "Nodes/Windows/Contents"],
        ["Nodes/Dynamic"] = [.. s_drivers, "Nodes/Operators", "Nodes/Batches"],
    };

    private static readonly string[] s_folders = ["Executor", "Drivers", "Nodes", "Runtimes"];

    [Fact]
    public void Each_room_mentions_only_types_of_the_rooms_it_may_use()
    {
        var wrong = new List<string>();
        foreach ((string room, string[] usable) in s_rooms)
        {
            HashSet<string> forbidden = [.. s_rooms.Keys.Except([room, .. usable]).SelectMany(TypesOf)];
            forbidden.ExceptWith(usable.Append(room).SelectMany(TypesOf));
            foreach (string file in FilesOf(room))
            {
                foreach (string name in CSharpText.UsedNames(CodeOf(file)).Where(forbidden.Contains).Distinct())
                    wrong.Add($"{file} mentions {name.TrimEnd('<')}, which is declared in a room it may not use.");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_file_of_the_engine_is_in_a_room_of_the_table()
    {
        string[] rooms = [.. s_rooms.Keys.Select(room => $"src/{room}")];

        IEnumerable<string> strays = s_folders.SelectMany(folder => Repository.CSharpFilesIn($"src/{folder}"))
            .Where(file => !rooms.Contains(file[..file.LastIndexOf('/')]));

        Assert.Empty(strays);
    }

    [Fact]
    public void Types_are_found_in_every_room() =>
        Assert.All(s_rooms.Keys, folder => Assert.NotEmpty(TypesOf(folder)));

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
            .Where(file => Package.ProjectOf(file) == "src/Spaxiom.Graph.csproj");

        Assert.Empty(strays);
    }

    [Fact]
    public void The_engines_tests_mirror_its_folders_and_each_other_area_has_a_project_of_its_own()
    {
        const string Tests = "tests/Spaxiom.Graph.Tests.csproj";
        string[] sources = Assert.Single(Project(Tests).Descendants("Compile")).Attribute("Include")!.Value.Split(';');
        Assert.Equal(s_folders.Select(folder => $"{folder}/**/*.cs").Order(), sources.Order());

        string[] compiled = [.. s_folders.Append("Support").Select(folder => $"tests/{folder}/")];
        IEnumerable<string> strays = Repository.CSharpFilesIn("tests")
            .Where(file => Package.ProjectOf(file) == Tests)
            .Where(file => !compiled.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)));

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

    [Fact]
    public void There_are_at_most_six_examples_and_a_test_file_for_each()
    {
        string[] examples =
        [
            .. from file in Repository.Files
               where file.StartsWith("examples/", StringComparison.Ordinal)
               where file.EndsWith(".csproj", StringComparison.Ordinal)
               select Path.GetFileNameWithoutExtension(file),
        ];

        Assert.InRange(examples.Length, 1, 6);
        Assert.All(examples, example => Assert.Contains(
            Repository.CSharpFilesIn("tests"),
            file => Repository.Read(file).Contains($"ExampleProgram.Run(\"{example}\"", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> TypesOf(string room) =>
        FilesOf(room).SelectMany(file => CSharpText.DeclaredTypes(CodeOf(file)));

    /// <summary>The files of a room, without those of the rooms within it.</summary>
    private static IEnumerable<string> FilesOf(string room) =>
        Repository.CSharpFilesIn($"src/{room}").Where(file => file.LastIndexOf('/') == $"src/{room}".Length);

    private static string CodeOf(string file) => CSharpText.Strip(Repository.Read(file));

    private static XDocument Project(string file) => Package.Xml(file);
}
