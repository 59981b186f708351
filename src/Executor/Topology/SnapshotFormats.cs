using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Spaxiom.Graph;

/// <summary>The text forms of a <see cref="GraphSnapshot"/>.</summary>
internal static class SnapshotFormats
{
    internal static string Dot(GraphSnapshot graph)
    {
        var text = new StringBuilder("digraph {\n  node [shape=box];\n");
        foreach (GraphNode node in graph.Nodes)
            text.Append(CultureInfo.InvariantCulture, $"  {Key(node.Id)} [label=\"{DotLabel(node)}\"];\n");
        foreach (GraphEdge edge in graph.Edges)
        {
            string style = edge.Relationship == Relationship.Observe ? " [style=dashed]" : "";
            text.Append(CultureInfo.InvariantCulture, $"  {Key(edge.Parent)} -> {Key(edge.Child)}{style};\n");
        }

        return text.Append("}\n").ToString();
    }

    internal static string Mermaid(GraphSnapshot graph)
    {
        var text = new StringBuilder("flowchart TD\n");
        foreach (GraphNode node in graph.Nodes)
            text.Append(CultureInfo.InvariantCulture, $"  {Key(node.Id)}[\"{MermaidLabel(node)}\"]\n");
        foreach (GraphEdge edge in graph.Edges)
        {
            string arrow = edge.Relationship == Relationship.Observe ? "-.->" : "-->";
            text.Append(CultureInfo.InvariantCulture, $"  {Key(edge.Parent)} {arrow} {Key(edge.Child)}\n");
        }

        return text.ToString();
    }

    internal static string Json(GraphSnapshot graph)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("nodes");
            foreach (GraphNode node in graph.Nodes)
            {
                json.WriteStartObject();
                json.WriteString("id", node.Id.ToString());
                json.WriteString("name", node.Name);
                json.WriteString("kind", node.Kind);
                json.WriteString("errorPolicy", node.ErrorPolicy.ToString());
                json.WriteNumber("failures", node.Failures);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("edges");
            foreach (GraphEdge edge in graph.Edges)
            {
                json.WriteStartObject();
                json.WriteString("parent", edge.Parent.ToString());
                json.WriteString("child", edge.Child.ToString());
                json.WriteString("relationship", edge.Relationship.ToString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A name both graph languages accept without quotes. Slots of living nodes are distinct.</summary>
    private static string Key(NodeId id) => string.Create(CultureInfo.InvariantCulture, $"n{id.Slot}");

    private static string DotLabel(GraphNode node)
    {
        string kind = DotEscape(node.Kind);
        return node.Name is null ? kind : $"{DotEscape(node.Name)}\\n{kind}";
    }

    /// <summary>
    /// Within a quoted string: quotes, backslashes and ampersands (which begin entities) stand for themselves, control
    /// characters as spaces.
    /// </summary>
    private static string DotEscape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is '"' or '\\') escaped.Append('\\').Append(c);
            else if (c == '&') escaped.Append("&amp;");
            else if (c == '\n') escaped.Append("\\n");
            else escaped.Append(char.IsControl(c) ? ' ' : c);
        }

        return escaped.ToString();
    }

    private static string MermaidLabel(GraphNode node)
    {
        string kind = MermaidEscape(node.Kind);
        return node.Name is null ? kind : $"{MermaidEscape(node.Name)}<br/>{kind}";
    }

    /// <summary>Everything that Mermaid or HTML could take for syntax becomes a numeric entity (<c>#34;</c>).</summary>
    private static string MermaidEscape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool plain = Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '_' or '-' or '.' or ',' or ':';
            if (plain) escaped.Append(rune);
            else escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }

        return escaped.ToString();
    }
}
