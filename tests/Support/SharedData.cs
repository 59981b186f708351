using System.Globalization;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// Recordings that lie beside the project and are not part of it: rows of numbers with a time in UTC in the first
/// column.
/// </summary>
internal static class SharedData
{
    /// <summary>Where a recording is, if it is there.</summary>
    internal static string PathOf(string name) =>
        Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", name));

    /// <summary>One column of a recording.</summary>
    internal static Timestamped<double>[] Read(string name, string column)
    {
        string[] lines = File.ReadAllLines(PathOf(name));
        int place = Array.IndexOf(lines[0].Split(','), column);
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(cells =>
            new Timestamped<double>(TimeOf(cells[0]), double.Parse(cells[place], CultureInfo.InvariantCulture)))];
    }

    private static Instant TimeOf(string text) => Instant.FromDateTimeOffset(
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
}
