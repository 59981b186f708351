using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Type names in reports.</summary>
public sealed class TypeNamesTests
{
    [Theory]
    [InlineData(typeof(int), "Int32")]
    [InlineData(typeof(List<int>), "List<Int32>")]
    [InlineData(typeof(Dictionary<string, List<double>>), "Dictionary<String, List<Double>>")]
    [InlineData(typeof(Outer<int>.Inner), "Inner<Int32>")]
    public void Readable_name_has_the_arguments_as_people_write_them(Type type, string expected) =>
        Assert.Equal(expected, TypeNames.Readable(type));

    private static class Outer<T>
    {
        internal sealed class Inner
        {
            internal T? Value { get; set; }
        }
    }
}
