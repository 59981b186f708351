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

        XName Svg(string name) => drawing.Root!.Name.Namespace + name;
        string[] names = [.. drawing.Descendants(Svg("g"))
            .Where(group => (string?)group.Attribute("class") == "node")
            .OrderBy(group => int.Parse(((string)group.Element(Svg("title"))!)[1..], null))
            .Select(group => group.Elements(Svg("text")).First().Value.Replace('\u00a0', ' '))];
        Assert.Equal(["first", .. SnapshotTests.EvilNames, "last"], names);
        Assert.Single(drawing.Descendants(Svg("path")), path => path.Attribute("stroke-dasharray") is not null);
    }

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
