using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The public surface changes only on purpose: the text of it is a file under review.</summary>
public sealed class PublicApiTests
{
    private const string Accepted = "tests/Project/PublicApi.txt";
    private const string AcceptVariable = "ACCEPT_PUBLIC_API";

    [Fact]
    public void Public_surface_is_the_accepted_one()
    {
        string[] actual = [.. ApiText.Lines(typeof(Executor).Assembly)];
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            File.WriteAllText(Repository.PathOf(Accepted), string.Concat(actual.Select(line => line + "\n")));

        string[] accepted = Repository.ReadLines(Accepted)[..^1];
        IEnumerable<string> removed = accepted.Except(actual).Select(line => "- " + line);
        IEnumerable<string> added = actual.Except(accepted).Select(line => "+ " + line);
        string difference = string.Join('\n', removed.Concat(added));

        Assert.True(
            accepted.SequenceEqual(actual),
            $"The public surface differs from {Accepted}:\n{difference}\n"
            + $"If that is what you want, run the tests once with {AcceptVariable}=1 and commit the file.");
    }

    [Fact]
    public void Every_public_type_is_in_the_one_flat_namespace_and_none_is_nested() =>
        Assert.All(ApiText.PublicTypes(typeof(Executor).Assembly), type =>
        {
            Assert.Equal("Spaxiom.Graph", type.Namespace);
            Assert.False(type.IsNested, $"{type} is nested.");
            Assert.NotEqual("Graph", type.Name);
        });

    [Fact]
    public void Every_public_class_is_sealed_static_or_made_to_be_derived_from()
    {
        string[] open = [.. ApiText.PublicTypes(typeof(Executor).Assembly)
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false })
            .Select(ApiTypeNames.Of)];

        Assert.Empty(open);
    }
}
