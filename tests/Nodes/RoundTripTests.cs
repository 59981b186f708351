using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Every type of node, saved in the middle of its work and loaded into a fresh build, goes on.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<Type> Cases => [.. NodeCases.All.Keys.OrderBy(type => type.Name, StringComparer.Ordinal)];

    [Fact]
    public void Every_type_of_node_in_the_engine_has_a_case() =>
        Assert.Empty(NodeCases.Types.Except(NodeCases.All.Keys).Select(type => type.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_node_that_was_saved_and_loaded_goes_on_as_if_nothing_had_happened(Type type) =>
        StateBench.Check(NodeCases.All[type]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_makes_the_node_it_is_for(Type type)
    {
        using TestRuntime runtime = Testing.NewRuntime();

        Type made = NodeCases.All[type](new StateBench(runtime)).GetType();

        Assert.Equal(type, made.IsGenericType ? made.GetGenericTypeDefinition() : made);
    }
}
