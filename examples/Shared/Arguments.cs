using System.Globalization;

namespace Spaxiom.Graph.Examples;

/// <summary>A command line, option by option. A value follows its option, <c>--seed 7</c>, or is joined to it,
/// <c>--seed=7</c>.</summary>
/// <param name="arguments">What the program was given.</param>
/// <param name="strayHint">What to do instead of giving an argument that is no option; a clause, or null.</param>
internal sealed class Arguments(IReadOnlyList<string> arguments, string? strayHint = null)
{
    private readonly HashSet<string> _given = [];
    private int _next;
    private string _name = "";
    private string? _joined; // the value after an equals sign

    /// <summary>Whether the help is wanted, whatever else is.</summary>
    public bool AskForHelp => arguments.Any(argument => argument is "--help" or "-h");

    /// <summary>Goes on to the next option; false at the end.</summary>
    /// <exception cref="BadInputException">The option was given before.</exception>
    public bool TryNext(out string name)
    {
        name = _name = "";
        if (_next == arguments.Count) return false;

        string argument = arguments[_next++];
        int equals = IsOption(argument) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
        name = _name = equals < 0 ? argument : argument[..equals];
        _joined = equals < 0 ? null : argument[(equals + 1)..];
        return _given.Add(name) ? true : throw Refusal($"Option {name} was given more than once.");
    }

    /// <summary>Whether an option was given.</summary>
    public bool Has(string name) => _given.Contains(name);

    /// <summary>The option takes no value.</summary>
    public bool Flag() => _joined is null
        ? true
        : throw Refusal($"Option {_name} takes no value, got {Quoted.OrNone(_joined)}.");

    /// <summary>The option's value is the name of a file.</summary>
    public string FileName() =>
        Value() is { Length: > 0 } file
            ? file
            : throw Refusal($"Option {_name} expects the name of a file after it, got none.");

    /// <summary>The option's value is a whole number.</summary>
    public ulong WholeNumber(ulong least, ulong most)
    {
        string? value = Value();
        return ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            && number >= least && number <= most
            ? number
            : throw OutOfRange("a whole number", least, most, value);
    }

    /// <summary>The option's value is a number.</summary>
    public double Number(double least, double most)
    {
        string? value = Value();
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number >= least && number <= most
            ? number
            : throw OutOfRange("a number", least, most, value);
    }

    /// <summary>The refusal of the option, which the program does not know.</summary>
    public BadInputException Unknown()
    {
        if (IsOption(_name)) return Refusal($"Unknown option {Quoted.OrNone(_name)}.");
        string hint = strayHint is null ? "" : $": {strayHint}";
        return Refusal($"Unexpected argument {Quoted.OrNone(_name)}{hint}.");
    }

    /// <summary>The refusal of a command line, with where to read more.</summary>
    public static BadInputException Refusal(string sentence) =>
        new($"{sentence} Run with --help to see every option.");

    private static bool IsOption(string argument) => argument.StartsWith("--", StringComparison.Ordinal);

    private string? Value() =>
        _joined ?? (_next < arguments.Count && !IsOption(arguments[_next]) ? arguments[_next++] : null);

    private BadInputException OutOfRange(string kind, IFormattable least, IFormattable most, string? value) =>
        Refusal(FormattableString.Invariant(
            $"Option {_name} expects {kind} from {least} to {most}, got {Quoted.OrNone(value)}."));
}
