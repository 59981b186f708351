namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>Where a run writes: text to standard output, complaints and progress to standard error.</summary>
internal sealed class Terminal
{
    private const string Reset = "\e[0m";
    private const string EraseLine = "\r\e[K";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1); // a shorter run shows no progress
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(0.25);

    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly bool _colour;
    private readonly TimeProvider? _clock; // null where nobody watches the progress
    private long _nextProgress;
    private bool _progressShown;

    /// <summary>Writes plainly, or with <paramref name="colour"/> as a terminal shows it, and with progress as
    /// <paramref name="clock"/> goes, if given.</summary>
    public Terminal(TextWriter output, TextWriter error, bool colour = false, TimeProvider? clock = null)
    {
        (_output, _error, _colour, _clock) = (output, error, colour, clock);
        if (clock is not null) _nextProgress = After(clock, s_patience);
    }

    /// <summary>The terminal of this process: colour if standard output is one and the user has not declined it,
    /// progress if standard error is one.</summary>
    public static Terminal OfThisProcess() => new(
        Console.Out,
        Console.Error,
        WantsColour(Console.IsOutputRedirected, Environment.GetEnvironmentVariable),
        Console.IsErrorRedirected ? null : TimeProvider.System);

    /// <summary>Whether to colour, as no-color.org asks: not where NO_COLOR is set to anything but nothing.</summary>
    public static bool WantsColour(bool redirected, Func<string, string?> variable) =>
        !redirected && string.IsNullOrEmpty(variable("NO_COLOR")) && variable("TERM") != "dumb";

    /// <summary>Writes to standard output as it is.</summary>
    public void Write(string text)
    {
        HideProgress();
        _output.Write(text);
    }

    /// <summary>Writes a line to standard output.</summary>
    public void WriteLine(string line) => Write(line + "\n");

    /// <summary>Writes a line of the timeline.</summary>
    public void WriteEvent(Instant time, OfficeEvent happened)
    {
        string name = _colour ? Colour(happened) + happened + Reset : happened.ToString();
        WriteLine($"{time}  {name}");
    }

    /// <summary>Writes a line to standard error.</summary>
    public void Complain(string sentence)
    {
        HideProgress();
        _error.Write(sentence + "\n");
    }

    /// <summary>Shows how far a long run is, now and then, on one line that the next output takes away.</summary>
    public void ShowProgress(Instant time, long rows)
    {
        if (_clock is null || _clock.GetTimestamp() < _nextProgress) return;

        _nextProgress = After(_clock, s_pace);
        _progressShown = true;
        _error.Write($"{EraseLine}{time}, {rows} rows");
    }

    /// <summary>Takes the line of progress away.</summary>
    public void HideProgress()
    {
        if (_progressShown) _error.Write(EraseLine);
        _progressShown = false;
    }

    private static long After(TimeProvider clock, TimeSpan span) =>
        clock.GetTimestamp() + (long)(span.TotalSeconds * clock.TimestampFrequency);

    private static string Colour(OfficeEvent happened) => happened switch
    {
        OfficeEvent.Occupied => "\e[32m", // green
        OfficeEvent.Vacated => "\e[34m", // blue
        OfficeEvent.Stuffy => "\e[33m", // yellow
        _ => "\e[36m", // cyan
    };
}
