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

    /// <summary>
    /// A name that both graph languages accept without quotes. No two living nodes have the same slot.
    /// </summary>
    private static string Key(NodeId id) => string.Create(CultureInfo.InvariantCulture, $"n{id.Slot}");

    private static string DotLabel(GraphNode node)
    {
        string kind = DotEscape(node.Kind);
        return node.Name is null ? kind : $"{DotEscape(node.Name)}\\n{kind}";
    }

    /// <summary>
    /// Quotes, backslashes and ampersands (which begin entities) are escaped within the quoted string; a line feed
    /// becomes a new line of the label.
    /// </summary>
    private static string DotEscape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') escaped.Append('\\').Append(rune);
            else if (rune.Value == '&') escaped.Append("&amp;");
            else if (rune.Value == '\n') escaped.Append("\\n");
            else escaped.Append(Drawable(rune));
        }

        return escaped.ToString();
    }

    private static string MermaidLabel(GraphNode node)
    {
        string kind = MermaidEscape(node.Kind);
        return node.Name is null ? kind : $"{MermaidEscape(node.Name)}<br/>{kind}";
    }

    /// <summary>
    /// Everything that Mermaid or HTML could take for syntax becomes a numeric entity (<c>#34;</c>), and a line feed
    /// becomes a new line of the label.
    /// </summary>
    private static string MermaidEscape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            Rune drawn = Drawable(rune);
            bool plain = Rune.IsLetterOrDigit(drawn) || drawn.Value is ' ' or '_' or '-' or '.' or ',' or ':';
            if (rune.Value == '\n') escaped.Append("<br/>");
            else if (plain) escaped.Append(drawn);
            else escaped.Append(CultureInfo.InvariantCulture, $"#{drawn.Value};");
        }

        return escaped.ToString();
    }

    /// <summary>
    /// A character that SVG and HTML may contain: a space for a control character, and the replacement character for a
    /// noncharacter. The enumeration of runes has replaced lone surrogates already.
    /// </summary>
    private static Rune Drawable(Rune rune)
    {
        if (Rune.IsControl(rune)) return new Rune(' ');
        bool isNoncharacter = (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
        return isNoncharacter ? Rune.ReplacementChar : rune;
    }
}
