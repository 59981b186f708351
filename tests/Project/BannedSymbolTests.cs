using System.Xml.Linq;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The analyzer that keeps clocks, sleeps and randomness out of the engine is really on.</summary>
public sealed class BannedSymbolTests
{
    [Theory]
    [InlineData("T:System.Diagnostics.Stopwatch")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.Environment.TickCount64")]
    [InlineData("P:System.TimeProvider.System")]
    [InlineData("M:System.Threading.Thread.Sleep(System.Int32)")]
    [InlineData("M:System.Threading.Tasks.Task.Delay(System.TimeSpan)")]
    [InlineData("T:System.Threading.Timer")]
    [InlineData("T:System.Random")]
    [InlineData("M:System.Guid.NewGuid")]
    public void Clocks_sleeps_and_randomness_are_banned(string symbol) => Assert.Contains(symbol, Banned());

    [Fact]
    public void Every_banned_symbol_exists_so_that_no_entry_bans_nothing() =>
        Assert.All(Banned(), id => Assert.True(IsKnown(id), $"{id} names nothing."));

    [Fact]
    public void The_analyzer_and_its_list_reach_every_project()
    {
        XDocument packages = Package.Xml("Directory.Packages.props");
        XDocument build = Package.Xml("Directory.Build.props");
        IEnumerable<string> inner = Repository.Files
            .Where(file => file.EndsWith("/Directory.Build.props", StringComparison.Ordinal));

        Assert.Contains(
            packages.Descendants("GlobalPackageReference"),
            reference => reference.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Contains(
            build.Descendants("AdditionalFiles"),
            file => file.Attribute("Include")!.Value.EndsWith("BannedSymbols.txt", StringComparison.Ordinal));
        Assert.All(inner, file => Assert.Contains(
            Package.Xml(file).Descendants("Import"),
            import => import.Attribute("Project")!.Value == "../Directory.Build.props"));
        Assert.DoesNotContain(Repository.Files, file => file.StartsWith("src/", StringComparison.Ordinal)
            && file.EndsWith(".csproj", StringComparison.Ordinal)
            && Repository.Read(file).Contains("RS00" + "30", StringComparison.Ordinal));
    }

    [Fact]
    public void The_ban_is_an_error_in_src_and_lifted_in_the_runtimes_only()
    {
        var levels = new Dictionary<string, string>();
        string section = "";
        foreach (string line in Repository.ReadLines(".editorconfig"))
        {
            if (line.StartsWith('[')) section = line;
            if (line.StartsWith("dotnet_diagnostic.RS00" + "30.severity", StringComparison.Ordinal))
                levels[section] = line.Split('=')[1].Trim();
        }

        Assert.Equal("error", levels["[src/**.cs]"]);
        Assert.Equal(["[*.cs]", "[src/**.cs]", "[src/Runtimes/**.cs]"], levels.Keys);
    }

    private static IEnumerable<string> Banned() =>
        Repository.ReadLines("BannedSymbols.txt").Where(line => line.Length > 0).Select(line => line.Split(';')[0]);

    private static bool IsKnown(string id)
    {
        string name = id[2..].Split('(')[0];
        if (id.StartsWith("T:", StringComparison.Ordinal)) return TypeNamed(name) is not null;
        int dot = name.LastIndexOf('.');
        string member = name[(dot + 1)..].Replace("#ctor", ".ctor", StringComparison.Ordinal);
        return TypeNamed(name[..dot])?.GetMember(member).Length > 0;
    }

    private static Type? TypeNamed(string name) =>
        Type.GetType(name)
        ?? Type.GetType($"{name}, System.ComponentModel.TypeConverter")
        ?? Type.GetType($"{name}, System.Security.Cryptography");
}
