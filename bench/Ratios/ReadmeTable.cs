using System.Globalization;
using System.Text;

namespace Spaxiom.Graph.Bench;

/// <summary>The README's table of speed: what <c>bench/results</c> says, as ranges over machines and runs.</summary>
internal static class ReadmeTable
{
    private const string Mark = "<!-- by: dotnet run -c Release --project bench -- ratios --readme -->\n";

    private static readonly (string Row, string Text)[] s_lines =
    [
        ("chain/100/derived", "chain of 100 nodes, per node"),
        ("chain/1000/derived", "chain of 1,000 nodes, per node"),
        ("fan-out/1000/derived", "one source and 1,000 children, per node"),
        ("fan-in/1000/derived", "1,000 parents of one node, per node"),
        ("ladder/20", "20 diamonds one below the other, per node"),
        ("grid/100x100/derived", "grid of 100 by 100, two parents each, per node"),
        ("timers/10000", "10,000 pending timers, per firing"),
        ("replay/16", "16 recorded sources, per event"),
        ("one-node", "live cycle of one node; by hand, one look at the clock"),
        ("wake/spin/p50", "another thread wakes a spinning graph, median"),
        ("wake/park/p50", "another thread wakes a parked graph, median"),
    ];

    private static readonly (string Peer, string Title)[] s_peers =
        [("Rx", "System.Reactive"), ("R3", "R3"), ("Dataflow", "TPL Dataflow")];

    private static string File => Path.Combine(ResultFile.Root, "README.md");

    /// <summary>Writes the table into README.md.</summary>
    /// <returns>Whether it was another one before.</returns>
    internal static bool Update()
    {
        string before = System.IO.File.ReadAllText(File), after = Updated(before);
        System.IO.File.WriteAllText(File, after);
        return before != after;
    }

    /// <summary>Whether README.md has the table that the results give.</summary>
    internal static bool IsUpToDate()
    {
        string text = System.IO.File.ReadAllText(File);
        return Updated(text) == text;
    }

    private static string Updated(string readme)
    {
        int start = readme.IndexOf(Mark, StringComparison.Ordinal);
        int end = start < 0 ? -1 : readme.IndexOf("\n\n", start, StringComparison.Ordinal);
        if (end >= 0) return readme[..(start + Mark.Length)] + Of([.. ResultFile.AllRows()]) + readme[(end + 1)..];
        throw new InvalidDataException(
            $"{File} has no table below the line {Mark.Trim()}, with an empty line after it: put the line back.");
    }

    private static string Of(Row[] rows)
    {
        (string Peer, string Title)[] peers =
            [.. s_peers.Where(peer => rows.Any(row => row.Peers.Any(one => one.Name == peer.Peer)))];
        var text = new StringBuilder();
        AppendLine(text, ["", "by hand", "Spaxiom.Graph", .. peers.Select(peer => peer.Title)]);
        text.Append("|---|---:|---:|").Insert(text.Length, "---:|", peers.Length).Append('\n');
        foreach (var (name, label) in s_lines)
        {
            Row[] taken = [.. rows.Where(row => row.Name == name)];
            IEnumerable<string> ofPeers = peers.Select(peer => Ratio(
                from row in taken
                from one in row.Peers
                where one.Name == peer.Peer
                select one.Ns / row.FloorNs));
            string floor = Duration(taken.Select(row => row.FloorNs));
            AppendLine(text, [label, floor, Ratio(taken.Select(row => row.Ratio)), .. ofPeers]);
        }

        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, IEnumerable<string> cells)
    {
        text.Append('|');
        foreach (string cell in cells) text.Append(cell.Length == 0 ? " |" : $" {cell} |");
        text.Append('\n');
    }

    private static string Duration(IEnumerable<double> nanoseconds)
    {
        double[] all = [.. nanoseconds];
        bool isLong = all.Length > 0 && all.Max() >= 1_000;
        string range = Range(isLong ? all.Select(one => one / 1_000) : all);
        return range.Length == 0 ? "" : range + (isLong ? " µs" : " ns");
    }

    private static string Ratio(IEnumerable<double> ratios) => Range(ratios);

    private static string Range(IEnumerable<double> values)
    {
        double[] all = [.. values.Order()];
        if (all.Length == 0) return "";
        (string least, string most) = (Rounded(all[0]), Rounded(all[^1]));
        return least == most ? least : $"{least} to {most}";
    }

    /// <summary>With two digits that mean something, and at most one of them behind the point.</summary>
    private static string Rounded(double value)
    {
        if (value < 9.95) return value.ToString("0.0", CultureInfo.InvariantCulture);
        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return (Math.Round(value / unit) * unit).ToString("#,0", CultureInfo.InvariantCulture);
    }
}
