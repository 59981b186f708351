using System.Globalization;

namespace Spaxiom.Graph.Examples.OrderBook;

/// <summary>What was asked for on the command line.</summary>
internal sealed record Options(long Messages, bool Help)
{
    internal const long DefaultMessages = 100_000;
    internal const long MaxMessages = 1_000_000_000;

    internal static readonly string HelpText = string.Create(CultureInfo.InvariantCulture, $"""
        Sends order books from one thread to a graph that runs on another, and prints how long each took to get
        through. The channel between them holds one book; an older one that still waits is dropped.

        Usage: dotnet run -c Release --project examples/OrderBook -- [options]

          --messages N   how many books to send, 1 to {MaxMessages}
                         default {DefaultMessages}, which takes about 3 seconds
          --help         this text

        Exit codes: 0 every book was delivered or counted as dropped; 2 an option cannot be used, with a sentence on
        standard error; 130 stopped by Ctrl-C, after the results so far. 1 is an error in the program.
        """);

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">
    /// An option is unknown, incomplete or out of range; the message says which.
    /// </exception>
    internal static Options Parse(ReadOnlySpan<string> args)
    {
        var options = new Options(DefaultMessages, Help: false);
        for (int i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--help" or "-h" => options with { Help = true },
                "--messages" when i + 1 < args.Length => options with { Messages = ParseMessages(args[++i]) },
                "--messages" => throw new FormatException("--messages needs a number after it. Try --help."),
                _ => throw new FormatException($"'{args[i]}' is not an option. Expected --messages N or --help."),
            };
        }

        return options;
    }

    private static long ParseMessages(string text)
    {
        bool isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long messages);
        if (isNumber && messages is >= 1 and <= MaxMessages) return messages;
        throw new FormatException(
            $"--messages must be a whole number from 1 to {MaxMessages}, but '{text}' was given. Try --help.");
    }
}
