using System.Xml.Linq;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What every package is, and what its project says by itself.</summary>
public sealed class PackageTests
{
    private const string Shared = "src/Directory.Build.props";
    private const string Engine = "src/Spaxiom.Graph.csproj";

    public static TheoryData<string> Packages => Package.Ids;

    [Fact]
    public void The_engine_is_among_the_packages() =>
        Assert.Contains(Package.All, package => package is { Id: "Spaxiom.Graph", Project: Engine });

    [Fact]
    public void What_every_package_is_is_said_once()
    {
        string[] shared = [.. Properties(Package.Xml(Shared))];
        string[] expected =
        [
            "IsPackable", "Version", "Authors", "PackageLicenseExpression", "PackageReadmeFile", "IncludeSymbols",
            "EnablePackageValidation", "IsAotCompatible",
        ];

        Assert.Empty(expected.Except(shared));
        Assert.All(Package.All, package => Assert.Empty(
            Properties(package.Definition).Intersect([.. shared, "PackageId", "AssemblyName", "RootNamespace"])
                .Except(["PackageReadmeSource", "IsAotCompatible"])));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_says_what_it_is_for_and_has_a_README_of_its_own(string package)
    {
        XDocument project = Package.Named(package).Definition;
        string readme = Package.Named(package).Project == Engine
            ? "README.md"
            : $"{Package.Named(package).Folder}/README.md";

        Assert.InRange(Assert.Single(project.Descendants("Description")).Value.Length, 40, 300);
        Assert.InRange(Assert.Single(project.Descendants("PackageTags")).Value.Split(';').Length, 2, 12);
        Assert.True(Repository.Exists(readme), $"{package} has no {readme}, which the package shows its readers.");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_file_of_a_package_has_its_one_flat_namespace(string package) =>
        Assert.All(
            Package.Named(package).Sources,
            file => Assert.Contains($"namespace {package};", Repository.ReadLines(file)));

    [Fact]
    public void Every_file_of_a_package_is_named_for_a_type_that_it_declares()
    {
        IEnumerable<string> misnamed = Repository.CSharpFilesIn("src").Where(file =>
        {
            string name = Path.GetFileNameWithoutExtension(file).Split('.')[0];
            string code = CSharpText.Strip(Repository.Read(file));
            return !CSharpText.DeclaredTypes(code).Any(type => type.TrimEnd('<') == name || IsGenericOf(type, name));
        });

        Assert.Empty(misnamed);
    }

    private static IEnumerable<string> Properties(XDocument project) =>
        project.Descendants("PropertyGroup").Elements().Select(property => property.Name.LocalName);

    /// <summary>Whether a file like NodeOfT.cs is named for a generic type that has a namesake.</summary>
    private static bool IsGenericOf(string type, string file) =>
        type.EndsWith('<') && file.StartsWith(type[..^1] + "Of", StringComparison.Ordinal);
}
