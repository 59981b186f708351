using System.Globalization;

namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    private const string Hint = "Run with --help to see every option.";

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

    /// <summary>Reads the arguments. A value follows its option, <c>--seed 7</c>, or is joined to it,
    /// <c>--seed=7</c>.</summary>
    /// <exception cref="BadInputException">An option is unknown, repeated, incomplete or contradictory.</exception>
    public static Options Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Any(argument => argument is "--help" or "-h")) return new Options { Help = true };

        var options = new Options();
        var given = new HashSet<string>();
        for (int next = 0; next < arguments.Count;)
        {
            var (name, joined) = Split(arguments[next++]);
            if (!given.Add(name)) throw new BadInputException($"Option {name} was given more than once. {Hint}");
            string? Value() =>
                joined ?? (next < arguments.Count && !IsOption(arguments[next]) ? arguments[next++] : null);
            options = name switch
            {
                "--recording" => options with { Recording = FileName(Value()) },
                "--seed" => options with { Seed = SeedNumber(Value()) },
                "--speed" => options with { Speed = SpeedNumber(Value()) },
                "--skip-bad-rows" => options with { SkipBadRows = Flag(name, joined) },
                "--live" => options with { Live = Flag(name, joined) },
                "--json" => options with { Json = Flag(name, joined) },
                _ => throw Unknown(name),
            };
        }

        RefuseContradictions(given);
        return options;
    }

    private static bool IsOption(string argument) => argument.StartsWith("--", StringComparison.Ordinal);

    private static (string Name, string? Joined) Split(string argument)
    {
        int equals = IsOption(argument) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static string FileName(string? value) => string.IsNullOrEmpty(value)
        ? throw new BadInputException($"Option --recording expects the name of a file after it, got none. {Hint}")
        : value;

    private static ulong SeedNumber(string? value) =>
        ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw new BadInputException(
                $"Option --seed expects a whole number from 0 to {ulong.MaxValue}, got {Quoted.OrNone(value)}. {Hint}");

    private static double SpeedNumber(string? value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double speed)
            && speed is >= 0.1 and <= 1_000_000
            ? speed
            : throw new BadInputException(
                $"Option --speed expects a number from 0.1 to 1000000, got {Quoted.OrNone(value)}. {Hint}");

    private static bool Flag(string name, string? joined) => joined is null
        ? true
        : throw new BadInputException($"Option {name} takes no value, got {Quoted.OrNone(joined)}. {Hint}");

    private static BadInputException Unknown(string name) => new(IsOption(name)
        ? $"Unknown option {Quoted.OrNone(name)}. {Hint}"
        : $"Unexpected argument {Quoted.OrNone(name)}: to replay a file, write --recording FILE. {Hint}");

    private static void RefuseContradictions(HashSet<string> given)
    {
        if (given.Contains("--seed") && given.Contains("--recording"))
        {
            throw new BadInputException(
                "Options --seed and --recording contradict each other: a seed chooses a simulated week, "
                + $"and a recording replaces it. {Hint}");
        }

        if (given.Contains("--skip-bad-rows") && !given.Contains("--recording"))
        {
            throw new BadInputException(
                $"Option --skip-bad-rows needs --recording FILE: the simulated week has no bad rows. {Hint}");
        }

        if (given.Contains("--speed") && !given.Contains("--live"))
        {
            throw new BadInputException(
                $"Option --speed needs --live: a replay always goes as fast as the machine allows. {Hint}");
        }
    }
}
