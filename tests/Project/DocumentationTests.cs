using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Everything that users can name says what it is.</summary>
public sealed class DocumentationTests
{
    private static readonly Assembly s_engine = typeof(Executor).Assembly;

    private static readonly Dictionary<string, XElement> s_documented =
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Spaxiom.Graph.xml"))
            .Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value);

    [Fact]
    public void Every_public_type_and_member_is_documented()
    {
        IEnumerable<MemberInfo> members = ApiText.PublicTypes(s_engine)
            .SelectMany(type => ApiText.PublicMembers(type).Prepend(type));

        Assert.Empty(members.Where(member => !IsDocumented(member)).Select(DocumentationId.Of));
    }

    [Fact]
    public void Every_summary_is_a_sentence()
    {
        IEnumerable<string> wrong =
            from member in s_documented.Values
            from summary in member.Elements("summary")
            let text = Text(summary)
            where text.Length < 10 || !(text.EndsWith('.') || EndsWithCode(summary))
            select $"{member.Attribute("name")!.Value}: {text}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_documented_parameter_exists_and_is_explained() =>
        Assert.All(
            s_documented.Values.Elements("param").Concat(s_documented.Values.Elements("typeparam")),
            parameter => Assert.NotEmpty(Text(parameter)));

    private static bool IsDocumented(MemberInfo member)
    {
        if (s_documented.TryGetValue(DocumentationId.Of(member), out XElement? text))
            return text.Elements("summary").Any() || text.Elements("inheritdoc").Any();

        // A positional property is explained where its record is; a constructor nobody wrote needs no words.
        return member switch
        {
            PropertyInfo property => IsParameterOf(property.DeclaringType!, property.Name),
            ConstructorInfo constructor =>
                constructor.GetParameters().All(one => IsParameterOf(constructor.DeclaringType!, one.Name!)),
            _ => false,
        };
    }

    private static bool IsParameterOf(Type type, string name) =>
        s_documented.TryGetValue(DocumentationId.Of(type), out XElement? text)
        && text.Elements("param").Any(parameter => parameter.Attribute("name")!.Value == name);

    private static bool EndsWithCode(XElement summary) => summary.LastNode is XElement { Name.LocalName: "c" or "see" };

    private static string Text(XElement element) => element.Value.Trim();
}
