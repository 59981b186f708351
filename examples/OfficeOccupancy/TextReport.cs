using System.Globalization;

namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>The result of a run as text, for people.</summary>
internal static class TextReport
{
    /// <summary>The summary, each line ending with a line feed.</summary>
    public static string Of(RunResult result) => string.Concat(Lines(result).Select(line => line + "\n"));

    private static IEnumerable<string> Lines(RunResult result)
    {
        Summary summary = result.Summary;
        var counts = Enum.GetValues<OfficeEvent>().Select(kind => $"{kind} {summary.CountOf(kind)}");
        yield return "Summary";
        yield return Line("rows", $"{summary.Rows} from {Time(summary.First)} to {Time(summary.Last)}");
        if (result.BadRows > 0) yield return Line("bad rows", $"{result.BadRows} left out");
        yield return Line("cycles", $"{result.Cycles}");
        yield return Line("events", string.Join(", ", counts));
        yield return Line(
            "occupied",
            $"accuracy {Rounded(summary.Accuracy, 4)} against the truth column (tp {summary.TruePositives}, "
            + $"fp {summary.FalsePositives}, tn {summary.TrueNegatives}, fn {summary.FalseNegatives})");
        yield return Line("CO2", $"{Rounded(summary.LargestCo2Mean, 6)} ppm at most, as a mean of 15 minutes");
        yield return Line(
            "temperature",
            $"mean {Rounded(summary.Temperature?.Mean, 6)}, from {Rounded(summary.Temperature?.Minimum, 6)} "
            + $"to {Rounded(summary.Temperature?.Maximum, 6)} degrees C in the last 30 minutes");
        if (result.LiveSpeed is { } speed)
        {
            string times = speed.ToString(CultureInfo.InvariantCulture);
            yield return Line("live", $"{times} times faster than the wall clock: an instant may be late by the");
            yield return Line("", "resolution of the host's timers times that, and a row next to it be judged");
            yield return Line("", "before it; the means go by the rows' own times and are exact");
        }

        if (!result.Completed) yield return Line("stopped", "before the last row, as asked");
    }

    private static string Line(string name, string text) => $"  {name,-12} {text}";

    private static string Time(Instant? time) => time?.ToString() ?? "none";

    private static string Rounded(double? value, int decimals) => value is { } known
        ? Math.Round(known, decimals).ToString(CultureInfo.InvariantCulture)
        : "none";
}
