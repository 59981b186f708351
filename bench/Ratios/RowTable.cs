using System.Globalization;

namespace Spaxiom.Graph.Bench;

/// <summary>The table as text: Markdown that also lines up in a terminal.</summary>
internal static class RowTable
{
    // A negative width means text, which stands on the left; a positive one numbers, on the right.
    private static readonly (string Title, int Width)[] s_columns =
    [
        ("shape", -24), ("per", -7), ("engine ns", 10), ("floor ns", 10), ("ratio", 7), ("bar", 5), ("met", -4),
        ("B/cycle", 9), ("floor", -14), ("peers, x floor", -44),
    ];

    internal static string Header =>
        Line(i => s_columns[i].Title) + Environment.NewLine + Line(i => Rule(s_columns[i].Width));

    internal static string Format(Row row)
    {
        string[] cells =
        [
            row.Name,
            row.Per,
            Number(row.EngineNs),
            Number(row.FloorNs),
            Number(row.Ratio),
            row.Bar.Ratio is { } bar ? bar.ToString("0.0", CultureInfo.InvariantCulture) : "",
            row.IsMet switch { true => "yes", false => "NO", null => "" },
            row.BytesPerCycle is { } bytes ? bytes.ToString("0.##", CultureInfo.InvariantCulture) : "",
            row.Floor,
            string.Join(", ", row.Peers.Select(peer => $"{peer.Name} {Number(peer.Ns / row.FloorNs)}")),
        ];
        return Line(i => cells[i]);
    }

    /// <summary>Reads a line back; null where it is no row. What the row must not exceed is left out.</summary>
    internal static Row? Parse(string line)
    {
        string[] cells = [.. line.Split('|').Select(cell => cell.Trim())];
        if (cells.Length != s_columns.Length + 2 || !TryNumber(cells[3], out double engine)) return null;
        if (!TryNumber(cells[4], out double floor)) return null;
        return new Row
        {
            Name = cells[1],
            Per = cells[2],
            EngineNs = engine,
            Floor = cells[9],
            FloorNs = floor,
            Bar = Bar.None,
            Peers =
            [
                .. cells[10].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(peer => ParsePeer(peer, floor)),
            ],
        };
    }

    private static Row.Peer ParsePeer(string cell, double floor)
    {
        int space = cell.LastIndexOf(' ');
        return TryNumber(cell[(space + 1)..], out double ratio)
            ? new Row.Peer(cell[..space], ratio * floor)
            : throw new FormatException($"'{cell}' is no peer: expected a name and a multiple of the floor.");
    }

    private static bool TryNumber(string cell, out double value) =>
        double.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out value);

    private static string Rule(int width) => width < 0 ? new string('-', -width) : new string('-', width - 1) + ':';

    private static string Line(Func<int, string> cell) =>
        "| " + string.Join(" | ", s_columns.Select((column, i) =>
            column.Width < 0 ? cell(i).PadRight(-column.Width) : cell(i).PadLeft(column.Width))) + " |";

    /// <summary>Three digits that mean something, and separators in what is large.</summary>
    private static string Number(double value) =>
        value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture);
}
