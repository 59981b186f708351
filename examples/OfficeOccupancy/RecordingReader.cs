namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>Reads a recording row by row, in memory that does not grow with the file.</summary>
/// <remarks>A reader of its own and not a CSV library's: a row of this format never spans lines, so a stray quote costs
/// the one row it stands in, where a general reader takes the rest of the file for one quoted field.</remarks>
internal sealed class RecordingReader : IRowSource
{
    /// <summary>How many left-out rows get a sentence of their own; the others are only counted.</summary>
    private const int MostComplaints = 20;

    private const string GzipStart = "\u001f\ufffd"; // 1F 8B: the second byte is none of UTF-8

    private const string Advice = "Correct the row, or leave bad rows out with --skip-bad-rows.";

    private readonly string _path;
    private readonly bool _skipBadRows;
    private readonly TextReader _text;
    private readonly LineReader _lines;
    private readonly List<string> _complaints = [];
    private Row _row;       // the row read last, valid once _rowLine is above 0
    private long _rowLine;  // the line it stands on

    private RecordingReader(string path, bool skipBadRows, TextReader text)
    {
        (_path, _skipBadRows, _text, _lines) = (path, skipBadRows, text, new LineReader(text));
    }

    /// <inheritdoc/>
    public string Title => $"Recording {_path}";

    /// <inheritdoc/>
    public Instant Start { get; private set; }

    /// <inheritdoc/>
    public long BadRows { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Opens a recording and reads its header and first row.</summary>
    /// <exception cref="BadInputException">The file is unreadable, or has no right header or no row to run.</exception>
    /// <exception cref="OperationCanceledException">A stop was asked for before the first row was there.</exception>
    public static RecordingReader Open(string path, bool skipBadRows, CancellationToken stop)
    {
        if (Directory.Exists(path)) throw new BadInputException($"{path} is a folder: expected a recording, one file.");
        try
        {
            return Open(path, skipBadRows, new StreamReader(new StoppableStream(path, stop)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException(
                $"{path} does not exist: expected a recording. Check the name after --recording.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads a recording from any text; <paramref name="path"/> is what messages call it.</summary>
    /// <exception cref="BadInputException">The text has no right header or no row to run.</exception>
    public static RecordingReader Open(string path, bool skipBadRows, TextReader text)
    {
        var reader = new RecordingReader(path, skipBadRows, text);
        try
        {
            reader.ReadHeader();
            reader.ReadFirstRow();
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Row> Rows()
    {
        do yield return _row;
        while (TryReadRowUnlessStopped());
    }

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    private void ReadHeader()
    {
        if (!TryReadLine(out ReadOnlySpan<char> line))
        {
            throw new BadInputException($"{_path} is empty: expected a header and rows.");
        }

        if (line.StartsWith(GzipStart, StringComparison.Ordinal))
        {
            throw new BadInputException(
                $"{_path} is compressed by gzip: expected plain text. Decompress it, or pipe it through gunzip into "
                + "--recording /dev/stdin.");
        }

        if (line.Contains('\r'))
        {
            throw new BadInputException(
                $"{_path} ends its lines with CR alone: expected LF or CR LF. Turn each CR into LF, as tr '\\r' '\\n' "
                + "does.");
        }

        string? problem = _lines.TooLong ? TooLong : RowFormat.CheckHeader(line);
        if (problem is null) return;
        throw new BadInputException($"{Located(_lines.Number, problem)} Is it such a recording?");
    }

    private void ReadFirstRow()
    {
        if (TryReadRow())
        {
            Start = _row.Time;
            return;
        }

        throw new BadInputException(BadRows == 0
            ? $"{_path} has a header and no rows: expected at least one row."
            : $"{_path} has no row to run: every row, {BadRows} in all, is malformed. {_complaints[0]}");
    }

    /// <summary>A stop ends the rows.</summary>
    private bool TryReadRowUnlessStopped()
    {
        try
        {
            return TryReadRow();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private bool TryReadRow()
    {
        long blank = 0;
        while (TryReadLine(out ReadOnlySpan<char> line))
        {
            // Blank lines at the end of a file are nothing; before another row, each is a row without fields.
            if (line.IsEmpty)
            {
                blank++;
                continue;
            }

            for (; blank > 0; blank--) Reject(_lines.Number - blank, RowFormat.Parse(default, out _)!);

            Row row = default;
            string? problem = _lines.TooLong ? TooLong : RowFormat.Parse(line, out row);
            if (problem is null)
            {
                Accept(row);
                return true;
            }

            Reject(_lines.Number, problem);
        }

        return false;
    }

    private void Accept(Row row)
    {
        if (_rowLine > 0 && row.Time < _row.Time)
        {
            throw new BadInputException(Located(
                _lines.Number,
                $"column 'date': expected a time not before {_row.Time} of line {_rowLine}, "
                + $"got {row.Time}. Time must not go back: sort the rows by time."));
        }

        (_row, _rowLine) = (row, _lines.Number);
    }

    private void Reject(long line, string problem)
    {
        string complaint = Located(line, problem);
        if (!_skipBadRows) throw new BadInputException($"{complaint} {Advice}");
        if (BadRows++ < MostComplaints) _complaints.Add(complaint);
    }

    private bool TryReadLine(out ReadOnlySpan<char> line)
    {
        try
        {
            return _lines.TryRead(out line);
        }
        catch (IOException e)
        {
            throw new BadInputException($"{_path} cannot be read after line {_lines.Number}: {e.Message}");
        }
    }

    private static string TooLong => $"the row: expected at most {LineReader.Longest} characters, got more.";

    private string Located(long line, string problem) => $"{_path}, line {line}, {problem}";
}
