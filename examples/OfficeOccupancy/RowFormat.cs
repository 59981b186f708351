using System.Globalization;

namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>The columns of a recording and what each may hold. The header has seven names over rows of eight fields, as
/// the row number has none: columns are told by position, never by the header's.</summary>
internal static class RowFormat
{
    /// <summary>Largest magnitude of a measured number. No sensor of an office reaches it, sums stay finite, and
    /// rounding to six decimals stays within the 15 digits that a double carries.</summary>
    private const double Largest = 1e9;

    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    private static readonly DateTime s_earliest = new(1678, 1, 1); // engine time is a count of nanoseconds in 64 bits
    private static readonly DateTime s_latest = new(2262, 1, 1);

    private static readonly string[] s_columns =
        ["row number", "date", "Temperature", "Humidity", "Light", "CO2", "HumidityRatio", "Occupancy"];

    /// <summary>Checks the header line.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? CheckHeader(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<string> names = s_columns.AsSpan(1);
        Span<Range> fields = stackalloc Range[names.Length + 1];
        int count = line.Split(fields, ',');
        for (int i = 0; i < names.Length; i++)
        {
            ReadOnlySpan<char> name = i < count ? Unquoted(line[fields[i]]) : default;
            if (!name.SequenceEqual(names[i]))
            {
                string got = i < count ? Quoted.Text(name) : "nothing";
                return $"expected the header's name number {i + 1} to be '{names[i]}', got {got}.";
            }
        }

        return count > names.Length
            ? $"expected a header of {names.Length} names, ending with '{names[^1]}', got {line.Count(',') + 1}."
            : null;
    }

    /// <summary>Reads one row.</summary>
    /// <returns>What is wrong with it, naming the column, or null.</returns>
    public static string? Parse(ReadOnlySpan<char> line, out Row row)
    {
        row = default;
        Span<Range> fields = stackalloc Range[s_columns.Length + 1];
        int count = line.Split(fields, ',');
        if (count != s_columns.Length) return WrongCount(line);

        var cells = new Cells(line, fields);
        if (!long.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return cells.Complain(0, "a whole number");
        }

        if (!TryParseTime(cells[1], out Instant time))
        {
            return cells.Complain(1, "a time from 1678 to 2261 like 2015-02-02 14:19:00");
        }

        Span<double> numbers = stackalloc double[5];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!double.TryParse(cells[i + 2], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !(Math.Abs(numbers[i]) <= Largest))
            {
                return cells.Complain(i + 2, "a finite number from -1000000000 to 1000000000");
            }
        }

        if (cells[7] is not ("0" or "1")) return cells.Complain(7, "0 or 1");

        row = new Row(
            time,
            numbers[0], numbers[1], numbers[2], numbers[3], numbers[4],
            Truth: cells[7] is "1");
        return null;
    }

    private static bool TryParseTime(ReadOnlySpan<char> text, out Instant time)
    {
        time = default;
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (!DateTime.TryParseExact(text, TimeFormat, culture, DateTimeStyles.None, out DateTime local)) return false;
        if (local < s_earliest || local >= s_latest) return false;

        time = Instant.FromDateTimeOffset(new DateTimeOffset(local, TimeSpan.Zero));
        return true;
    }

    private static string WrongCount(ReadOnlySpan<char> line)
    {
        int expected = s_columns.Length;
        int count = line.IsEmpty ? 0 : line.Count(',') + 1;
        return count < expected
            ? $"column '{s_columns[count]}': expected {expected} fields, got {count}, so that this one is missing."
            : $"column '{s_columns[^1]}': expected this to be the last of {expected} fields, got {count} fields.";
    }

    private static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> field) =>
        field is ['"', .. var inner, '"'] ? inner : field;

    /// <summary>The fields of one row, without their quotes.</summary>
    private readonly ref struct Cells(ReadOnlySpan<char> line, ReadOnlySpan<Range> fields)
    {
        private readonly ReadOnlySpan<char> _line = line;
        private readonly ReadOnlySpan<Range> _fields = fields;

        public ReadOnlySpan<char> this[int column] => Unquoted(_line[_fields[column]]);

        public string Complain(int column, string expected) =>
            $"column '{s_columns[column]}': expected {expected}, got {Quoted.Text(this[column])}.";
    }
}
