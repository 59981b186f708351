namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>Lines of a text, counted, in bounded memory whatever the file holds. LF or CR LF ends a line.</summary>
internal sealed class LineReader(TextReader source)
{
    /// <summary>Longest line kept, in characters; a row of a recording has about 90.</summary>
    public const int Longest = 1_000;

    private readonly char[] _line = new char[Longest + 1]; // one more, for the CR of a longest line
    private bool _hasRest; // the line read last goes on

    /// <summary>Number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the line read last is longer than <see cref="Longest"/>. Its rest is not read until the next
    /// one is asked for, as it may have no end.</summary>
    public bool TooLong { get; private set; }

    /// <summary>Reads the next line; false at the end of the text. The line is valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<char> line)
    {
        line = default;
        while (_hasRest) _hasRest = source.Read() is not ('\n' or < 0);
        int character = source.Read();
        if (character < 0) return false;

        int length = 0;
        for (; character is not ('\n' or < 0) && length < _line.Length; character = source.Read())
        {
            _line[length++] = (char)character;
        }

        _hasRest = character is not ('\n' or < 0);
        if (!_hasRest && length > 0 && _line[length - 1] == '\r') length--;
        TooLong = length > Longest;
        line = _line.AsSpan(0, Math.Min(length, Longest));
        Number++;
        return true;
    }
}
