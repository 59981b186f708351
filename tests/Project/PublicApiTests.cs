using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A package's public surface changes only on purpose: the text of it is a file under review.</summary>
public sealed class PublicApiTests
{
    private const string Folder = "tests/Project/PublicApi/";
    private const string AcceptVariable = "ACCEPT_PUBLIC_API";

    // What every file of C# may say without a using: a public type of the same name would be ambiguous there.
    private static readonly string[] s_implicitUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
        "System.Threading.Tasks",
    ];

    public static TheoryData<string> Packages => Package.Ids;

    [Theory]
    [MemberData(nameof(Packages))]
    public void Public_surface_is_the_accepted_one(string package)
    {
        string file = $"{Folder}{package}.txt";
        string[] actual = [.. ApiText.Lines(Package.Named(package).Assembly)];
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            File.WriteAllText(Repository.PathOf(file), string.Concat(actual.Select(line => line + "\n")));

        string[] accepted = Repository.Exists(file) ? Repository.ReadLines(file)[..^1] : [];
        IEnumerable<string> removed = accepted.Except(actual).Select(line => "- " + line);
        IEnumerable<string> added = actual.Except(accepted).Select(line => "+ " + line);
        string difference = string.Join('\n', removed.Concat(added));

        Assert.True(
            accepted.SequenceEqual(actual),
            $"The public surface differs from {file}:\n{difference}\n"
            + $"If that is what you want, run the tests once with {AcceptVariable}=1 and commit the file.");
    }

    [Fact]
    public void Every_accepted_surface_is_of_a_package() =>
        Assert.Equal(
            Package.All.Select(package => $"{Folder}{package.Id}.txt").Order(StringComparer.Ordinal),
            Repository.Files.Where(file => file.StartsWith(Folder, StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_public_type_is_in_the_one_flat_namespace_of_its_package_and_none_is_nested(string package) =>
        Assert.All(ApiText.PublicTypes(Package.Named(package).Assembly), type =>
        {
            Assert.Equal(package, type.Namespace);
            Assert.False(type.IsNested, $"{type} is nested.");
        });

    [Theory]
    [MemberData(nameof(Packages))]
    public void No_public_name_hides_a_namespace_or_is_ambiguous_beside_the_implicit_usings(string package)
    {
        HashSet<string> taken =
        [
            "Graph",
            .. from assembly in new[] { typeof(object), typeof(Enumerable), typeof(HttpClient), typeof(Stack<>) }
               from type in assembly.Assembly.GetExportedTypes()
               where s_implicitUsings.Contains(type.Namespace)
               select type.Name,
        ];

        Assert.DoesNotContain(ApiText.PublicTypes(Package.Named(package).Assembly), type => taken.Contains(type.Name));
        Assert.False(package.EndsWith(".Executor", StringComparison.Ordinal), $"{package} hides the class Executor.");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_public_class_is_sealed_static_or_made_to_be_derived_from(string package)
    {
        string[] open = [.. ApiText.PublicTypes(Package.Named(package).Assembly)
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false })
            .Select(ApiTypeNames.Of)];

        Assert.Empty(open);
    }
}
