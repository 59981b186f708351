namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>Watches an office: a simulated week, or a recording, as a replay or live. See <c>--help</c>.</summary>
internal static class Program
{
    /// <summary>The run reached its end.</summary>
    public const int Done = 0;

    /// <summary>Something unforeseen went wrong, in the program or in the machine.</summary>
    public const int Failed = 1;

    /// <summary>An option or the recording cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>Stopped before the end; as shells report Ctrl-C.</summary>
    public const int Stopped = 130;

    /// <summary>Runs as the command line says.</summary>
    /// <returns>The exit code.</returns>
    public static int Main(string[] arguments) => Run(arguments, Terminal.OfThisProcess());

    /// <summary>Runs as the command line says, in this process and on any terminal.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        try
        {
            return Run(Options.Parse(arguments), terminal);
        }
        catch (BadInputException e)
        {
            terminal.Complain(e.Message);
            return BadInput;
        }
        catch (Exception e)
        {
            terminal.Complain($"The run ended with an error: {e.Message}");
            return Failed;
        }
    }

    private static int Run(Options options, Terminal terminal)
    {
        if (options.Help)
        {
            terminal.Write(Help.Text);
            return Done;
        }

        using IRowSource source = options.Recording is { } path
            ? RecordingReader.Open(path, options.SkipBadRows)
            : new OfficeWeek(options.Seed);
        if (!options.Json) terminal.WriteLine(source.Title);

        var observer = new Observer(terminal, printEvents: !options.Json);
        RunResult result = options.Live ? LiveRun.Run(source, observer, options.Speed) : Replay.Run(source, observer);

        foreach (string complaint in source.Complaints) terminal.Complain($"Left out: {complaint}");
        terminal.Write(options.Json ? JsonReport.Of(result) : TextReport.Of(result));
        return result.Completed ? Done : Stopped;
    }
}
