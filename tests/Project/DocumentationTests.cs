using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Every type and member that users can name has documentation.</summary>
public sealed class DocumentationTests
{
    public static TheoryData<string> Packages => Package.Ids;

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_public_type_and_member_is_documented(string package)
    {
        Dictionary<string, XElement> texts = Texts(package);
        IEnumerable<MemberInfo> members = ApiText.PublicTypes(Package.Named(package).Assembly)
            .SelectMany(type => ApiText.PublicMembers(type).Prepend(type));

        Assert.Empty(members.Where(member => !IsDocumented(member, texts)).Select(DocumentationId.Of));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_summary_is_a_sentence(string package)
    {
        IEnumerable<string> wrong =
            from member in Texts(package).Values
            from summary in member.Elements("summary")
            let text = Text(summary)
            where text.Length < 10 || !(text.EndsWith('.') || EndsWithCode(summary))
            select $"{member.Attribute("name")!.Value}: {text}";

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_documented_parameter_exists_and_is_explained(string package)
    {
        ICollection<XElement> texts = Texts(package).Values;

        Assert.All(
            texts.Elements("param").Concat(texts.Elements("typeparam")),
            parameter => Assert.NotEmpty(Text(parameter)));
    }

    /// <summary>The documentation that the compiler has written beside the assembly, by documentation id.</summary>
    private static Dictionary<string, XElement> Texts(string package) =>
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, package + ".xml"))
            .Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value);

    private static bool IsDocumented(MemberInfo member, Dictionary<string, XElement> texts)
    {
        if (texts.TryGetValue(DocumentationId.Of(member), out XElement? text))
            return text.Elements("summary").Any() || text.Elements("inheritdoc").Any();

        // A positional property is explained where its record is; a constructor nobody wrote needs no words.
        return member switch
        {
            PropertyInfo property => IsParameterOf(property.DeclaringType!, property.Name, texts),
            ConstructorInfo constructor => constructor.GetParameters()
                .All(one => IsParameterOf(constructor.DeclaringType!, one.Name!, texts)),
            _ => false,
        };
    }

    private static bool IsParameterOf(Type type, string name, Dictionary<string, XElement> texts) =>
        texts.TryGetValue(DocumentationId.Of(type), out XElement? text)
        && text.Elements("param").Any(parameter => parameter.Attribute("name")!.Value == name);

    private static bool EndsWithCode(XElement summary) => summary.LastNode is XElement { Name.LocalName: "c" or "see" };

    private static string Text(XElement element) => element.Value.Trim();
}
