namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>The whole program, from its arguments to its exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs as the arguments say, on any terminal.</summary>
    /// <returns>The <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        try
        {
            return Run(Options.Parse(arguments), terminal);
        }
        catch (BadInputException e)
        {
            terminal.Complain(e.Message);
            return ExitCode.BadInput;
        }
        catch (Exception e)
        {
            terminal.Complain($"The run ended with an error: {e.Message}");
            return ExitCode.Failed;
        }
    }

    private static int Run(Options options, Terminal terminal)
    {
        if (options.Help)
        {
            terminal.Write(Help.Text);
            return ExitCode.Done;
        }

        using IRowSource source = options.Recording is { } path
            ? RecordingReader.Open(path, options.SkipBadRows)
            : new OfficeWeek(options.Seed);
        if (!options.Json) terminal.WriteLine(source.Title);

        var observer = new Observer(terminal, printEvents: !options.Json);
        RunResult result = options.Live ? LiveRun.Run(source, observer, options.Speed) : Replay.Run(source, observer);

        foreach (string complaint in source.Complaints) terminal.Complain($"Left out: {complaint}");
        terminal.Write(options.Json ? JsonReport.Of(result) : TextReport.Of(result));
        return result.Completed ? ExitCode.Done : ExitCode.Stopped;
    }
}
