using System.IO.Compression;
using System.Text;
using Spaxiom.Graph.Examples;
using Spaxiom.Graph.Examples.OfficeOccupancy;
using Xunit;

namespace Spaxiom.Graph.Tests;

public sealed class OfficeRecordingTests
{
    private const string Names = "date,Temperature,Humidity,Light,CO2,HumidityRatio,Occupancy\n";
    private const string Header =
        "\"date\",\"Temperature\",\"Humidity\",\"Light\",\"CO2\",\"HumidityRatio\",\"Occupancy\"\n";

    private const string First = "\"140\",\"2015-02-02 14:19:00\",23.7,26.272,585.2,749.2,0.00476416302416414,1\n";
    private const string Second = "\"141\",\"2015-02-02 14:19:59\",23.718,26.29,578.4,760.4,0.00477266099212519,0\n";
    private const string Time = "a time from 1678 to 2261 like 2015-02-02 14:19:00, got ";
    private const string Number = "a finite number from -1000000000 to 1000000000, got ";
    private const string HeaderName = "week.txt, line 1, expected the header's name number ";
    private const string Doubt = " Is it such a recording?";
    private const string Advice = " Correct the row, or leave bad rows out with --skip-bad-rows.";

    [Fact]
    public void Recording_is_read_by_position_so_that_every_field_lands_in_its_column()
    {
        List<Row> rows = Read(Header + First + Second);

        var first = Instant.FromDateTimeOffset(new DateTimeOffset(2015, 2, 2, 14, 19, 0, TimeSpan.Zero));
        Instant second = first + TimeSpan.FromSeconds(59);
        Assert.Equal(
            [
                new Row(first, 23.7, 26.272, 585.2, 749.2, 0.00476416302416414, Truth: true),
                new Row(second, 23.718, 26.29, 578.4, 760.4, 0.00477266099212519, Truth: false),
            ],
            rows);
    }

    [Theory]
    [InlineData(Header + First + Second)]
    [InlineData(Header + First + Second + "\n\n")]
    [InlineData(Names + First + Second)]
    public void Recording_may_end_its_lines_either_way_and_with_or_without_a_last_one(string text)
    {
        List<Row> expected = Read(Header + First + Second);

        Assert.Equal(expected, Read(text));
        Assert.Equal(expected, Read(text.TrimEnd('\n')));
        Assert.Equal(expected, Read(text.Replace("\n", "\r\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void Rows_of_one_instant_are_both_read()
    {
        Assert.Equal(2, Read(Header + First + First).Count);
    }

    [Theory]
    [InlineData("1,2015-02-02 14:20:00,1,2,3,4,5", "Occupancy", "8 fields, got 7, so that this one is missing")]
    [InlineData("1,2015-02-02 14:20:00", "Temperature", "8 fields, got 2, so that this one is missing")]
    [InlineData("", "row number", "8 fields, got 0, so that this one is missing")]
    [InlineData("1,2015-02-02 14:20:00,1,2,3,4,5,1,6", "Occupancy", "this to be the last of 8 fields, got 9 fields")]
    [InlineData("one,2015-02-02 14:20:00,1,2,3,4,5,1", "row number", "a whole number, got 'one'")]
    [InlineData("1,2015-02-02T14:20:00,1,2,3,4,5,1", "date", Time + "'2015-02-02T14:20:00'")]
    [InlineData("1,2015-02-30 14:20:00,1,2,3,4,5,1", "date", Time + "'2015-02-30 14:20:00'")]
    [InlineData("1,9999-12-31 23:59:59,1,2,3,4,5,1", "date", Time + "'9999-12-31 23:59:59'")]
    [InlineData("1,,1,2,3,4,5,1", "date", Time + "''")]
    [InlineData("1,2015-02-02 14:20:00,warm,2,3,4,5,1", "Temperature", Number + "'warm'")]
    [InlineData("1,2015-02-02 14:20:00,1,,3,4,5,1", "Humidity", Number + "''")]
    [InlineData("1,2015-02-02 14:20:00,1,2,NaN,4,5,1", "Light", Number + "'NaN'")]
    [InlineData("1,2015-02-02 14:20:00,1,2,3,-Infinity,5,1", "CO2", Number + "'-Infinity'")]
    [InlineData("1,2015-02-02 14:20:00,1,2,3,1e999,5,1", "CO2", Number + "'1e999'")]
    [InlineData("1,2015-02-02 14:20:00,1,2,3,4,-1000000001,1", "HumidityRatio", Number + "'-1000000001'")]
    [InlineData("1,2015-02-02 14:20:00,1,2,3,4,5,2", "Occupancy", "0 or 1, got '2'")]
    [InlineData("1,2015-02-02 14:20:00,1,2,3,4,5,true", "Occupancy", "0 or 1, got 'true'")]
    [InlineData("1,2015-02-02 14:20:00,1,2,3,4,5,\e[31m1", "Occupancy", "0 or 1, got '?[31m1'")]
    public void Malformed_row_stops_the_run_or_is_left_out_and_reported(string line, string column, string problem)
    {
        string sentence = $"week.txt, line 3, column '{column}': expected {problem}.";
        string text = Header + First + line + "\n" + Second;

        var stop = Assert.Throws<BadInputException>(() => Read(text));
        using RecordingReader tolerant = RecordingReader.Open("week.txt", skipBadRows: true, new StringReader(text));
        List<Row> rows = [.. tolerant.Rows()];

        Assert.Equal(sentence + Advice, stop.Message);
        Assert.Equal(Read(Header + First + Second), rows);
        Assert.Equal(1, tolerant.BadRows);
        Assert.Equal([sentence], tolerant.Complaints);
    }

    [Fact]
    public void Stray_quote_costs_only_its_own_row()
    {
        using var reader = RecordingReader.Open(
            "week.txt",
            skipBadRows: true,
            new StringReader(Header + First + First.Replace("23.7", "\"23.7", StringComparison.Ordinal) + Second));

        Assert.Equal(2, reader.Rows().Count());
        Assert.Equal(1, reader.BadRows);
    }

    [Fact]
    public void Line_of_any_length_is_refused_without_being_kept()
    {
        string text = Header + First + First.TrimEnd() + new string(' ', 2_000_000) + "\n" + Second;

        var stop = Assert.Throws<BadInputException>(() => Read(text));

        Assert.Equal("week.txt, line 3, the row: expected at most 1000 characters, got more." + Advice, stop.Message);
    }

    [Fact]
    public void Only_the_first_twenty_bad_rows_get_a_sentence_each_but_all_are_counted()
    {
        string text = Header + First + string.Concat(Enumerable.Repeat("bad\n", 30)) + Second;
        using var reader = RecordingReader.Open("week.txt", skipBadRows: true, new StringReader(text));

        Assert.Equal(2, reader.Rows().Count());

        Assert.Equal(30, reader.BadRows);
        Assert.Equal(20, reader.Complaints.Count);
        Assert.StartsWith("week.txt, line 22, ", reader.Complaints[19], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Time_going_back_stops_the_run_whether_or_not_bad_rows_are_skipped(bool skipBadRows)
    {
        using var reader = RecordingReader.Open("week.txt", skipBadRows, new StringReader(Header + Second + First));

        var stop = Assert.Throws<BadInputException>(() => reader.Rows().Count());

        Assert.Equal(
            "week.txt, line 3, column 'date': expected a time not before 2015-02-02T14:19:59Z of line 2, "
                + "got 2015-02-02T14:19:00Z. Time must not go back: sort the rows by time.",
            stop.Message);
    }

    [Theory]
    [InlineData("", "week.txt is empty: expected a header and rows.")]
    [InlineData(Header, "week.txt has a header and no rows: expected at least one row.")]
    [InlineData(Header + "\n\n", "week.txt has a header and no rows: expected at least one row.")]
    [InlineData(First + Second, HeaderName + "1 to be 'date', got '140'." + Doubt)]
    [InlineData("\n" + First, HeaderName + "1 to be 'date', got ''." + Doubt)]
    [InlineData("date,Temperature\n" + First, HeaderName + "3 to be 'Humidity', got nothing." + Doubt)]
    [InlineData("date,Temperature,Light\n" + First, HeaderName + "3 to be 'Humidity', got 'Light'." + Doubt)]
    [InlineData("row," + Names + First, HeaderName + "1 to be 'date', got 'row'." + Doubt)]
    [InlineData(
        "date,Temperature,Humidity,Light,CO2,HumidityRatio,Occupancy,Wind\n" + First,
        "week.txt, line 1, expected a header of 7 names, ending with 'Occupancy', got 8." + Doubt)]
    public void Recording_without_a_right_header_or_a_row_is_refused(string text, string sentence)
    {
        Assert.Equal(sentence, Assert.Throws<BadInputException>(() => Read(text)).Message);
    }

    [Fact]
    public void Recording_of_bad_rows_only_has_nothing_to_run()
    {
        var stop = Assert.Throws<BadInputException>(
            () => RecordingReader.Open("week.txt", skipBadRows: true, new StringReader(Header + "bad\nworse\n")));

        Assert.Equal(
            "week.txt has no row to run: every row, 2 in all, is malformed. "
                + "week.txt, line 2, column 'date': expected 8 fields, got 1, so that this one is missing.",
            stop.Message);
    }

    [Fact]
    public void Missing_file_and_folder_are_named()
    {
        string folder = AppContext.BaseDirectory;
        string missing = Path.Combine(folder, "no-such-recording.txt");

        var absent = Assert.Throws<BadInputException>(() => Open(missing));
        var wrong = Assert.Throws<BadInputException>(() => Open(folder));

        Assert.Equal(
            $"{missing} does not exist: expected a recording. Check the name after --recording.",
            absent.Message);
        Assert.Equal($"{folder} is a folder: expected a recording, one file.", wrong.Message);
    }

    [Fact]
    public void Header_without_an_end_is_refused_once_it_is_too_long()
    {
        var endless = new EndlessText();

        var stop = Assert.Throws<BadInputException>(
            () => RecordingReader.Open("week.txt", skipBadRows: true, endless));

        Assert.Equal("week.txt, line 1, the row: expected at most 1000 characters, got more." + Doubt, stop.Message);
        Assert.InRange(endless.Given, 1_000, 1_002);
    }

    [Fact]
    public void Row_without_an_end_is_refused_once_it_is_too_long()
    {
        var endless = new EndlessText(Header + First);
        using RecordingReader reader = RecordingReader.Open("week.txt", skipBadRows: false, endless);

        var stop = Assert.Throws<BadInputException>(() => reader.Rows().Count());

        Assert.Equal("week.txt, line 3, the row: expected at most 1000 characters, got more." + Advice, stop.Message);
        Assert.InRange(endless.Given, 1_000, 2_000);
    }

    [Fact]
    public void Compressed_recording_is_named_as_such()
    {
        using var file = new TemporaryFile("");
        using (var gzip = new GZipStream(File.Create(file.Path), CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(Header + First));

        var stop = Assert.Throws<BadInputException>(() => Open(file.Path));

        Assert.Equal(
            $"{file.Path} is compressed by gzip: expected plain text. Decompress it, or pipe it through gunzip into "
                + "--recording /dev/stdin.",
            stop.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Recording_whose_lines_end_with_CR_alone_is_named_as_such(int rows)
    {
        string text = Header + string.Concat(Enumerable.Repeat(First, rows));

        var stop = Assert.Throws<BadInputException>(() => Read(text.Replace('\n', '\r')));

        Assert.Equal(
            "week.txt ends its lines with CR alone: expected LF or CR LF. Turn each CR into LF, as "
                + @"tr '\r' '\n' does.",
            stop.Message);
    }

    private static RecordingReader Open(string path) =>
        RecordingReader.Open(path, skipBadRows: false, CancellationToken.None);

    private static List<Row> Read(string text)
    {
        using RecordingReader reader = RecordingReader.Open("week.txt", skipBadRows: false, new StringReader(text));
        return [.. reader.Rows()];
    }

    /// <summary>A text that goes on with blanks for as long as it is read, and says when that is too long.</summary>
    private sealed class EndlessText(string start = "") : TextReader
    {
        internal int Given { get; private set; }

        public override int Read()
        {
            Assert.InRange(Given, 0, 100_000);
            return Given < start.Length ? start[Given++] : Blank();
        }

        private int Blank()
        {
            Given++;
            return ' ';
        }
    }
}
