namespace Spaxiom.Graph.Bench;

/// <summary>What the quick mode was asked for.</summary>
internal sealed record RatiosOptions
{
    internal const string Usage =
        "ratios [--only SHAPE] [--bar] [--runs N] [--json] [--save] [--list] | --readme | --check\n"
        + "  --only SHAPE  only that shape or those below it, such as chain/1000; may be repeated\n"
        + "  --bar         only shapes that have a bar to meet\n"
        + "  --runs N      the whole table N times, 1 to 9; a bar is missed when all of them miss it\n"
        + "  --json        rows as JSON instead of tables\n"
        + "  --save        the tables into this machine's file in bench/results too; not with --only\n"
        + "  --list        only names the shapes\n"
        + "  --readme      measures nothing: writes the README's table from bench/results\n"
        + "  --check       measures nothing: exit code 1 when the README's table is another one";

    /// <summary>Names of shapes or of what contains them; empty for all.</summary>
    internal List<string> Only { get; } = [];

    internal bool HasBarOnly { get; private set; }

    /// <summary>How many times everything is measured.</summary>
    internal int Runs { get; private set; } = 1;

    internal bool Json { get; private set; }

    internal bool Save { get; private set; }

    internal bool List { get; private set; }

    /// <summary>Whether the README's table is to be written.</summary>
    internal bool Readme { get; private set; }

    /// <summary>Whether the README's table is to be compared.</summary>
    internal bool Check { get; private set; }

    /// <summary>Reads the command line.</summary>
    /// <returns>Null, after an explanation on the error stream, when it makes no sense.</returns>
    internal static RatiosOptions? Parse(ReadOnlySpan<string> args)
    {
        var options = new RatiosOptions();
        for (int i = 0; i < args.Length; i++)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--only" when value is not null:
                    options.Only.Add(value);
                    i++;
                    break;
                case "--runs" when int.TryParse(value, out int runs) && runs is >= 1 and <= 9:
                    options.Runs = runs;
                    i++;
                    break;
                case "--bar":
                    options.HasBarOnly = true;
                    break;
                case "--json":
                    options.Json = true;
                    break;
                case "--save":
                    options.Save = true;
                    break;
                case "--list":
                    options.List = true;
                    break;
                case "--readme":
                    options.Readme = true;
                    break;
                case "--check":
                    options.Check = true;
                    break;
                default:
                    Console.Error.WriteLine($"'{args[i]}' is no option here, or lacks a value that fits.\n{Usage}");
                    return null;
            }
        }

        if (!options.Save || options.Only.Count == 0) return options;
        Console.Error.WriteLine($"Option --save keeps whole tables: leave out --only.\n{Usage}");
        return null;
    }

    /// <summary>Whether the shape was asked for.</summary>
    internal bool Includes(Shape shape) =>
        (!HasBarOnly || shape.HasBar) && (Only.Count == 0 || Only.Exists(shape.IsNamed));
}
