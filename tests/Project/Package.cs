using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A project under src that becomes a package, an assembly and a namespace of the same name.</summary>
internal sealed class Package
{
    private const string Extension = ".csproj";

    private Package(string project)
    {
        Project = project;
        Folder = project[..project.LastIndexOf('/')];
        Id = Path.GetFileNameWithoutExtension(project);
    }

    /// <summary>Every package, found by looking.</summary>
    internal static IReadOnlyList<Package> All { get; } =
    [
        .. from file in Repository.Files
           where file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(Extension, StringComparison.Ordinal)
           where !Xml(file).Descendants("IsPackable").Any(property => property.Value == "false")
           select new Package(file),
    ];

    /// <summary>The packages' names, each a case of a theory.</summary>
    internal static TheoryData<string> Ids => [.. All.Select(package => package.Id)];

    internal string Id { get; }

    internal string Project { get; }

    internal string Folder { get; }

    /// <summary>Its sources: those below its project, but for what another project below it has.</summary>
    internal IEnumerable<string> Sources =>
        Repository.CSharpFilesIn(Folder).Where(file => ProjectOf(file) == Project);

    internal Assembly Assembly => Assembly.Load(Id);

    internal XDocument Definition => Xml(Project);

    internal static Package Named(string id) => All.Single(package => package.Id == id);

    /// <summary>The project that compiles a file: the nearest above it.</summary>
    internal static string? ProjectOf(string file) =>
        Repository.Files
            .Where(other => other.EndsWith(Extension, StringComparison.Ordinal))
            .Where(other => file.StartsWith(other[..(other.LastIndexOf('/') + 1)], StringComparison.Ordinal))
            .MaxBy(other => other.LastIndexOf('/'));

    internal static XDocument Xml(string file) => XDocument.Parse(Repository.Read(file));
}
