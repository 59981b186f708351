namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>The recording to replay; null for the simulated week.</summary>
    public string? Recording { get; private init; }

    /// <summary>Whether malformed rows are counted and left out instead of ending the run.</summary>
    public bool SkipBadRows { get; private init; }

    /// <summary>Which simulated week; every seed gives one week, the same for ever. Default 1.</summary>
    public ulong Seed { get; private init; } = 1;

    /// <summary>Whether rows arrive at their times, from another thread.</summary>
    public bool Live { get; private init; }

    /// <summary>How many times faster than the wall clock a live run goes. 0.1 to 1,000,000; default 3600.</summary>
    public double Speed { get; private init; } = 3600;

    /// <summary>Whether standard output gets one JSON object instead of text.</summary>
    public bool Json { get; private init; }

    /// <summary>Whether only the help is wanted.</summary>
    public bool Help { get; private init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="BadInputException">An option is unknown, repeated, incomplete or contradictory.</exception>
    public static Options Parse(IReadOnlyList<string> commandLine)
    {
        var arguments = new Arguments(commandLine, strayHint: "to replay a file, write --recording FILE");
        if (arguments.AskForHelp) return new Options { Help = true };

        var options = new Options();
        while (arguments.TryNext(out string name))
        {
            options = name switch
            {
                "--recording" => options with { Recording = arguments.FileName() },
                "--seed" => options with { Seed = arguments.WholeNumber(0, ulong.MaxValue) },
                "--speed" => options with { Speed = arguments.Number(0.1, 1_000_000) },
                "--skip-bad-rows" => options with { SkipBadRows = arguments.Flag() },
                "--live" => options with { Live = arguments.Flag() },
                "--json" => options with { Json = arguments.Flag() },
                _ => throw arguments.Unknown(),
            };
        }

        RefuseContradictions(arguments);
        return options;
    }

    private static void RefuseContradictions(Arguments given)
    {
        if (given.Has("--seed") && given.Has("--recording"))
        {
            throw Arguments.Refusal(
                "Options --seed and --recording contradict each other: a seed chooses a simulated week, "
                + "and a recording replaces it.");
        }

        if (given.Has("--skip-bad-rows") && !given.Has("--recording"))
        {
            throw Arguments.Refusal(
                "Option --skip-bad-rows needs --recording FILE: the simulated week has no bad rows.");
        }

        if (given.Has("--speed") && !given.Has("--live"))
        {
            throw Arguments.Refusal(
                "Option --speed needs --live: a replay always goes as fast as the machine allows.");
        }
    }
}
