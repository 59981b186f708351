namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>Lines of a text, counted, in bounded memory whatever the file holds. LF or CR LF ends a line.</summary>
internal sealed class LineReader(TextReader source)
{
    /// <summary>Longest line kept, in characters; a row of a recording has about 90.</summary>
    public const int Longest = 1_000;

    private readonly char[] _line = new char[Longest + 1]; // one more, for the CR of a longest line

    /// <summary>Number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the line read last was longer than <see cref="Longest"/>, so that its end is missing.</summary>
    public bool TooLong { get; private set; }

    /// <summary>Reads the next line; false at the end of the text. The line is valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<char> line)
    {
        line = default;
        int character = source.Read();
        if (character < 0) return false;

        long length = 0;
        for (; character is not ('\n' or < 0); character = source.Read())
        {
            if (length < _line.Length) _line[length] = (char)character;
            length++;
        }

        if (length > 0 && length <= _line.Length && _line[length - 1] == '\r') length--;
        TooLong = length > Longest;
        line = _line.AsSpan(0, (int)Math.Min(length, Longest));
        Number++;
        return true;
    }
}
