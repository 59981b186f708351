using System.Text;
using System.Text.Json;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What <see cref="Executor.Describe"/> gives, and its three text forms.</summary>
public sealed class SnapshotTests : ExecutorTest
{
    /// <summary>Names that mean something in one of the text forms.</summary>
    internal static readonly string[] EvilNames =
    [
        "\"; evil [color=red]; \"",
        "back\\slash\\",
        "a\\nb \\N \\G \\l",
        "<b>bold</b> & &lt;entity&gt; &amp;",
        "{record|port} [x] (y) -> z -- end",
        "Grüße 温度 🌡 é",
        "#quot; #35; ;;; %% comment",
        "end",
        "'single' `tick` $var {{braces}}",
    ];

    [Fact]
    public void Describe_gives_nodes_in_creation_order_and_edges_by_child_with_their_kinds()
    {
        Probe gone = Add("gone");
        Probe a = Add("a", policy: ErrorPolicy.Hold), b = Add("b", [a]);
        Executor.Sweep(gone);
        Runtime.RunCycle();
        Probe c = Add("c", [b], observerOf: [a]);

        GraphSnapshot graph = Executor.Describe();

        Assert.Equal(
            [
                new GraphNode(a.Id, "a", "Probe", ErrorPolicy.Hold, 0),
                new GraphNode(b.Id, "b", "Probe", ErrorPolicy.FailFast, 0),
                new GraphNode(c.Id, "c", "Probe", ErrorPolicy.FailFast, 0),
            ],
            graph.Nodes);
        Assert.Equal(
            [
                new GraphEdge(a.Id, b.Id, Relationship.Trigger),
                new GraphEdge(b.Id, c.Id, Relationship.Trigger),
                new GraphEdge(a.Id, c.Id, Relationship.Observe),
            ],
            graph.Edges);
    }

    [Fact]
    public void Describe_is_a_picture_that_does_not_change_any_more()
    {
        CycleFunction<int> fail = (ref int _, in CycleContext _) => throw new InvalidDataException();
        Probe a = Add("a", policy: ErrorPolicy.Hold, cycle: fail);
        GraphSnapshot before = Executor.Describe();

        RunWith(a);
        Add("b", [a]);

        Assert.Equal(0, Assert.Single(before.Nodes).Failures);
        Assert.Empty(before.Edges);
        Assert.Equal(1, Executor.Describe().Nodes[0].Failures);
    }

    [Fact]
    public void Dot_dashes_observe_edges_and_names_nodes_by_slot()
    {
        Probe a = Add("a"), b = Add("b", [a]);
        Add("c", [b], observerOf: [a]);

        string dot = Executor.Describe().ToDot();

        Assert.Equal(
            "digraph {\n  node [shape=box];\n  n0 [label=\"a\\nProbe\"];\n  n1 [label=\"b\\nProbe\"];\n"
            + "  n2 [label=\"c\\nProbe\"];\n  n0 -> n1;\n  n1 -> n2;\n  n0 -> n2 [style=dashed];\n}\n",
            dot);
    }

    [Fact]
    public void Dot_escapes_what_it_could_take_for_syntax()
    {
        Add("a \"quoted\" back\\slash & &lt; two\nlines\ta tab");

        string dot = Executor.Describe().ToDot();

        Assert.Contains(
            "  n0 [label=\"a \\\"quoted\\\" back\\\\slash &amp; &amp;lt; two\\nlines a tab\\nProbe\"];\n",
            dot,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Mermaid_dots_observe_edges_and_escapes_what_it_could_take_for_syntax()
    {
        Probe a = Add("a \"quoted\" <b>");
        Add("end;", observerOf: [Add("c", [a])]);

        string mermaid = Executor.Describe().ToMermaid();

        Assert.Equal(
            "flowchart TD\n  n0[\"a #34;quoted#34; #60;b#62;<br/>Probe\"]\n  n1[\"c<br/>Probe\"]\n"
            + "  n2[\"end#59;<br/>Probe\"]\n  n0 --> n1\n  n1 -.-> n2\n",
            mermaid);
    }

    [Fact]
    public void Mermaid_lines_hold_no_character_of_an_evil_name_that_is_syntax()
    {
        foreach (string name in EvilNames) Add(name);

        string[] lines = Executor.Describe().ToMermaid().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(1 + EvilNames.Length, lines.Length);
        foreach (string line in lines.Skip(1))
            Assert.Matches(@"^  n\d+\[""([\p{L}\p{Nd} _\-.,:]|#\d+;)*<br/>Probe""\]$", line);
    }

    [Fact]
    public void Json_parses_to_the_same_nodes_and_edges()
    {
        Node previous = Add("first");
        foreach (string name in EvilNames) previous = Add(name, [previous]);
        GraphSnapshot graph = Executor.Describe();

        using JsonDocument json = JsonDocument.Parse(graph.ToJson());

        JsonElement root = json.RootElement;
        Assert.Equal(
            graph.Nodes.Select(node => (
                node.Id.ToString(), node.Name, node.Kind, node.ErrorPolicy.ToString(), node.Failures)),
            root.GetProperty("nodes").EnumerateArray().Select(node => (
                node.GetProperty("id").GetString()!,
                node.GetProperty("name").GetString(),
                node.GetProperty("kind").GetString()!,
                node.GetProperty("errorPolicy").GetString()!,
                node.GetProperty("failures").GetInt64())));
        Assert.Equal(
            graph.Edges.Select(edge => (edge.Parent.ToString(), edge.Child.ToString(), edge.Relationship.ToString())),
            root.GetProperty("edges").EnumerateArray().Select(edge => (
                edge.GetProperty("parent").GetString()!,
                edge.GetProperty("child").GetString()!,
                edge.GetProperty("relationship").GetString()!)));
    }

    [Fact]
    public void Name_of_any_characters_even_half_a_pair_is_written_in_every_form()
    {
        Add("half \ud83d pair");
        Add("\0\u0001\u001f\u007f\r\n\t");
        Node<int> unnamed = NodeBuilder.Create(0).Build(Executor, (ref int _, in CycleContext _) => Control.Unchanged);
        GraphSnapshot graph = Executor.Describe();

        string dot = graph.ToDot(), mermaid = graph.ToMermaid();
        using JsonDocument json = JsonDocument.Parse(graph.ToJson());

        Assert.Equal(6, dot.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(4, mermaid.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        JsonElement nodes = json.RootElement.GetProperty("nodes");
        Assert.Equal("half \ufffd pair", nodes[0].GetProperty("name").GetString());
        Assert.Equal("\0\u0001\u001f\u007f\r\n\t", nodes[1].GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, nodes[2].GetProperty("name").ValueKind);
        Assert.Contains($"n{unnamed.Id.Slot} [label=\"BuiltNode<Int32>\"]", dot, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_is_drawn_with_characters_that_every_text_may_hold()
    {
        (string Name, string Drawn)[] cases =
        [
            ("half \ud83d pair", "half \ufffd pair"),
            ("\udf21 half", "\ufffd half"),
            ("no \uffff\ufffe\ufdd0\ud83f\udfff characters", "no \ufffd\ufffd\ufffd\ufffd characters"),
            ("\0\u0001\u001f\u007f\u0085\r\t", "       "),
            ("\ud83c\udf21 温度", "\ud83c\udf21 温度"),
        ];
        foreach ((string name, _) in cases) Add(name);

        GraphSnapshot graph = Executor.Describe();

        foreach ((int slot, (_, string drawn)) in cases.Index())
        {
            Assert.Contains($"n{slot} [label=\"{drawn}\\nProbe\"];", graph.ToDot(), StringComparison.Ordinal);
            string entities = string.Concat(drawn.EnumerateRunes().Select(rune =>
                Rune.IsLetter(rune) || rune.Value == ' ' ? rune.ToString() : $"#{rune.Value};"));
            Assert.Contains($"n{slot}[\"{entities}<br/>Probe\"]", graph.ToMermaid(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Name_of_two_lines_is_drawn_on_two_lines()
    {
        Add("one\ntwo\r\nthree");
        GraphSnapshot graph = Executor.Describe();

        Assert.Contains("[label=\"one\\ntwo \\nthree\\nProbe\"]", graph.ToDot(), StringComparison.Ordinal);
        Assert.Contains("[\"one<br/>two <br/>three<br/>Probe\"]", graph.ToMermaid(), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_graph_is_described_in_every_form()
    {
        GraphSnapshot graph = Executor.Describe();

        Assert.Equal("digraph {\n  node [shape=box];\n}\n", graph.ToDot());
        Assert.Equal("flowchart TD\n", graph.ToMermaid());
        Assert.Equal("{\"nodes\":[],\"edges\":[]}", graph.ToJson());
    }
}
