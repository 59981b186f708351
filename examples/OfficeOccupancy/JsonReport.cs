using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>The result of a run as one JSON object, its keys always in the same order.</summary>
/// <remarks>What no row has given yet is null.</remarks>
internal static class JsonReport
{
    private static readonly JsonWriterOptions s_layout = new() { Indented = true, NewLine = "\n" };

    /// <summary>The object, ending with a line feed.</summary>
    public static string Of(RunResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_layout))
        {
            json.WriteStartObject();
            WriteRun(json, result);
            WriteEvents(json, result.Summary);
            WriteFigures(json, result.Summary);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteRun(Utf8JsonWriter json, RunResult result)
    {
        json.WriteNumber("rows", result.Summary.Rows);
        json.WriteNumber("bad_rows", result.BadRows);
        WriteTime(json, "first", result.Summary.First);
        WriteTime(json, "last", result.Summary.Last);
        json.WriteNumber("cycles", result.Cycles);
    }

    private static void WriteEvents(Utf8JsonWriter json, Summary summary)
    {
        json.WriteStartArray("timeline");
        foreach (var (time, happened) in summary.Timeline)
        {
            json.WriteStartObject();
            json.WriteString("time", time.ToString());
            json.WriteString("event", happened.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("events");
        foreach (OfficeEvent kind in Enum.GetValues<OfficeEvent>())
        {
            json.WriteNumber(kind.ToString(), summary.CountOf(kind));
        }

        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, Summary summary)
    {
        json.WriteStartObject("confusion");
        json.WriteNumber("tp", summary.TruePositives);
        json.WriteNumber("fp", summary.FalsePositives);
        json.WriteNumber("tn", summary.TrueNegatives);
        json.WriteNumber("fn", summary.FalseNegatives);
        json.WriteEndObject();
        WriteRounded(json, "accuracy", summary.Accuracy, decimals: 4);
        WriteRounded(json, "co2_mean_15min_max", summary.LargestCo2Mean, decimals: 6);

        json.WriteStartObject("temperature_30min");
        WriteRounded(json, "mean", summary.Temperature?.Mean, decimals: 6);
        WriteRounded(json, "min", summary.Temperature?.Minimum, decimals: 6);
        WriteRounded(json, "max", summary.Temperature?.Maximum, decimals: 6);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string key, Instant? time)
    {
        if (time is { } known) json.WriteString(key, known.ToString());
        else json.WriteNull(key);
    }

    private static void WriteRounded(Utf8JsonWriter json, string key, double? value, int decimals)
    {
        if (value is { } known) json.WriteNumber(key, Math.Round(known, decimals));
        else json.WriteNull(key);
    }
}
