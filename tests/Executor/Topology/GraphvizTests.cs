using System.ComponentModel;
using System.Diagnostics;
using System.Xml.Linq;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What Graphviz makes of <see cref="GraphSnapshot.ToDot"/>.</summary>
public sealed class GraphvizTests : ExecutorTest
{
    [Fact]
    public void Graphviz_accepts_the_dot_and_shows_every_name_as_it_is()
    {
        Node previous = Add("first");
        foreach (string name in SnapshotTests.EvilNames) previous = Add(name, [previous], observerOf: [previous]);
        Add("last", observerOf: [previous]);

        XDocument drawing = XDocument.Parse(Draw(Executor.Describe().ToDot()));

        Assert.Equal(["first", .. SnapshotTests.EvilNames, "last"], NamesIn(drawing));
        Assert.Single(
            drawing.Descendants(Svg(drawing, "path")), path => path.Attribute("stroke-dasharray") is not null);
    }

    [Fact]
    public void Graphviz_makes_valid_XML_of_names_with_characters_that_XML_does_not_have()
    {
        Add("a\0b\u0001c");
        Add("half \ud83d pair");
        Add("no \uffff character");

        XDocument drawing = XDocument.Parse(Draw(Executor.Describe().ToDot()));

        Assert.Equal(["a b c", "half \ufffd pair", "no \ufffd character"], NamesIn(drawing));
    }

    private static XName Svg(XDocument drawing, string name) => drawing.Root!.Name.Namespace + name;

    /// <summary>The first line of each node's label, in the order of the slots.</summary>
    private static string[] NamesIn(XDocument drawing) =>
    [
        .. drawing.Descendants(Svg(drawing, "g"))
            .Where(group => (string?)group.Attribute("class") == "node")
            .OrderBy(group => int.Parse(((string)group.Element(Svg(drawing, "title"))!)[1..], null))
            .Select(group => group.Elements(Svg(drawing, "text")).First().Value.Replace('\u00a0', ' ')),
    ];

    /// <summary>
    /// The graph as SVG, drawn by Graphviz; the test is skipped where that is not installed, but not in CI.
    /// </summary>
    private static string Draw(string dot)
    {
        var start = new ProcessStartInfo("dot", ["-Tsvg"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> drawing = process.StandardOutput.ReadToEndAsync();
            process.StandardInput.Write(dot);
            process.StandardInput.Close();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            Assert.Equal("", errors.Result);
            return drawing.Result;
        }
        catch (Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("Graphviz's dot is not on the path. Install it, for example by: apt-get install graphviz");
            throw;
        }
    }
}
