namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>The whole program, from its arguments to its exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs as the arguments say, on any terminal.</summary>
    /// <returns>The <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal) =>
        Example.Run(terminal.Complain, signals => Run(Options.Parse(arguments), terminal, signals));

    private static int Run(Options options, Terminal terminal, StopSignals signals)
    {
        if (options.Help)
        {
            terminal.Write(Help.Text);
            return ExitCode.Done;
        }

        using IRowSource source = options.Recording is { } path
            ? RecordingReader.Open(path, options.SkipBadRows, signals.Token)
            : new OfficeWeek(options.Seed);
        if (!options.Json) terminal.WriteLine(source.Title);

        var observer = new Observer(terminal, printEvents: !options.Json);
        RunResult result = options.Live
            ? LiveRun.Run(source, observer, options.Speed, signals.Token)
            : Replay.Run(source, observer, signals.Token);

        foreach (string complaint in source.Complaints) terminal.Complain($"Left out: {complaint}");
        terminal.Write(options.Json ? JsonReport.Of(result) : TextReport.Of(result));
        return result.Completed ? ExitCode.Done : signals.ExitCode;
    }
}
