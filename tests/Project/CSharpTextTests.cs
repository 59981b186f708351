using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The reader of C# that the tests of the project's own files lean on.</summary>
public sealed class CSharpTextTests
{
    [Theory]
    [InlineData("a // b\nc", "a \nc")]
    [InlineData("a /* b\n */ c", "a  c")]
    [InlineData("""f("a // b") + g('"')""", "f( ) + g()")]
    [InlineData("""f("a\"b", c)""", "f( , c)")]
    [InlineData("""f(@"a""b\", c)""", "f( , c)")]
    [InlineData("""f("", c)""", "f( , c)")]
    [InlineData("""f($"a {B.C:F3} {{d}}")""", "f(  B.C:F3)")]
    [InlineData("""f($"a {(x ? "y" : $"{Z}")} b")""", "f(  (x ?   :   Z))")]
    [InlineData(""""f("""a "b" c""", d)"""", "f( , d)")]
    [InlineData(""""f($$"""a {b} {{C}}""", d)"""", "f(  C, d)")]
    public void Stripped_code_has_no_comments_and_of_strings_only_interpolations(string source, string expected) =>
        Assert.Equal(expected, CSharpText.Strip(source));

    [Fact]
    public void Declared_types_are_the_outer_ones_of_every_kind()
    {
        const string Code = """
            using A.B;
            namespace C;
            internal sealed partial class D<T> : E where T : class
            {
                private struct Inner;
            }
            public readonly record struct F(int G);
            public delegate Control H<T>(ref T state);
            internal enum I : byte { J }
            """;

        Assert.Equal(["D<", "F", "H<", "I"], CSharpText.DeclaredTypes(CSharpText.Strip(Code)));
    }

    [Fact]
    public void Used_names_leave_out_members_and_tell_generic_types_from_others()
    {
        const string Code = "Latest = new Latest<int>(); x = Delivery.Latest;";

        Assert.Equal(["Latest", "Latest<", "Delivery"], CSharpText.UsedNames(Code));
    }

    [Fact]
    public void Used_names_leave_out_a_generic_extension_method_where_it_is_declared()
    {
        const string Code = "Node Latest<T, U>(this Source<T> source) => Latest<T>(source);";

        Assert.Equal(["Node", "T", "U", "Source<", "T", "Latest<", "T"], CSharpText.UsedNames(Code));
    }
}
