using System.Globalization;

namespace Spaxiom.Graph;

/// <summary>
/// What a node must be like for its state to be loaded: its kind, label, policy, parents, fields and parameters.
/// </summary>
internal sealed class NodeRecord
{
    private string _kind = "";
    private string? _name;
    private ErrorPolicy _policy;
    private string _parents = "";   // one a line, by rank
    private string _fields = "";    // one a line, with its type
    private string _constants = ""; // one a line, with its text

    /// <summary>The record of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="rankOf">The rank of a parent, as far as the comparison is concerned.</param>
    internal static NodeRecord Of(Node node, Func<Node, int> rankOf)
    {
        var describer = new StateDescriber(node.Home!.Codecs, showsValues: false);
        var visitor = new StateVisitor(describer, node);
        node.VisitState(ref visitor);
        return new NodeRecord
        {
            _kind = TypeNames.Readable(node.GetType()),
            _name = node.Name,
            _policy = node.ErrorPolicy,
            _parents = ParentsOf(node, rankOf),
            _fields = Lines(describer, StateRole.Field, field => $"{field.Name}: {TypeNames.Readable(field.Type)}"),
            _constants = Lines(describer, StateRole.Constant, field => $"{field.Name} = {field.Text}"),
        };
    }

    /// <summary>Saves or loads it.</summary>
    internal void Visit(StateMedium medium, TextTable texts)
    {
        texts.Visit(medium, ref _kind!);
        texts.Visit(medium, ref _name);
        medium.Field(ref _policy);
        texts.Visit(medium, ref _parents!);
        texts.Visit(medium, ref _fields!);
        texts.Visit(medium, ref _constants!);
    }

    /// <summary>Adds a sentence for everything in which a node differs from the one that was saved.</summary>
    /// <param name="saved">The record of the one that was saved.</param>
    /// <param name="label">What a report calls the node.</param>
    /// <param name="differences">Where the sentences go.</param>
    internal void AddDifferences(NodeRecord saved, string label, List<string> differences)
    {
        Compare("is of the kind", _kind, saved._kind);
        Compare("is named", _name ?? "nothing", saved._name ?? "nothing");
        Compare("has the error policy", $"{_policy}", $"{saved._policy}");
        CompareLines("the parent", _parents, saved._parents);
        CompareLines("the field", _fields, saved._fields);
        CompareLines("the parameter", _constants, saved._constants);

        void Compare(string verb, string built, string old)
        {
            if (built != old) differences.Add($"{label} {verb} {built}, saved was {old}");
        }

        void CompareLines(string what, string built, string old)
        {
            if (built == old) return;
            string[] now = built.Split('\n'), before = old.Split('\n');
            differences.AddRange(now.Except(before).Select(line => $"{label} has {what} {line}, which was not saved"));
            differences.AddRange(before.Except(now).Select(line => $"{label} lacks {what} {line}, which was saved"));
            if (now.ToHashSet().SetEquals(before)) differences.Add($"{label} has each {what} in another order");
        }
    }

    private static string ParentsOf(Node node, Func<Node, int> rankOf)
    {
        var lines = new List<string>();
        foreach (ParentLink link in node.Parents)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{rankOf(link.Parent)} ({link.Relationship})"));
        return string.Join('\n', lines);
    }

    private static string Lines(StateDescriber describer, StateRole role, Func<StateField, string> line) =>
        string.Join('\n', describer.Fields.Where(field => field.Role == role).Select(line));
}

/// <summary>Texts that are saved once, however often they occur.</summary>
internal sealed class TextTable
{
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _places = [];

    /// <summary>Saves or loads a text: by its place, if it was there before.</summary>
    internal void Visit(StateMedium medium, ref string? text)
    {
        int place = text is null ? -1 : _places.GetValueOrDefault(text, _texts.Count);
        medium.Field(ref place);
        if (place == _texts.Count)
        {
            medium.Field(ref text);
            _places.Add(text!, place);
            _texts.Add(text!);
        }
        else if (medium.IsLoading)
        {
            text = place < 0 ? null : _texts[place];
        }
    }
}
