namespace Spaxiom.Graph.Bench;

/// <summary>What all runs together say about the bars: one is missed only when every run misses it.</summary>
internal static class Verdict
{
    internal static string Of(IReadOnlyList<IReadOnlyList<Row>> runs)
    {
        ILookup<string, Row> judged =
            runs.SelectMany(rows => rows).Where(row => row.IsMet is not null).ToLookup(row => row.Name);
        string[] missed =
        [
            .. judged.Where(rows => rows.All(row => row.IsMet == false))
                .Select(rows => $"{rows.Key} ({string.Join(", ", rows.Select(Figure))})"),
        ];
        string summary = $"Bars met: {judged.Count - missed.Length} of {judged.Count}.";
        return missed.Length == 0 ? summary : $"{summary} Missed in every run: {string.Join("; ", missed)}.";
    }

    private static string Figure(Row row) =>
        row.Bar.Ratio is { } bar && row.Ratio > bar
            ? FormattableString.Invariant($"{row.Ratio:0.00} of {bar:0.0}")
            : FormattableString.Invariant($"{row.BytesPerCycle:0.##} B of {row.Bar.Bytes:0.##} B");
}
