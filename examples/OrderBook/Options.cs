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
        standard error; 130 stopped by Ctrl-C and 143 by SIGTERM, after the results so far. 1 is an error in the
        program or the machine.
        """);

    /// <summary>Reads the command line.</summary>
    /// <exception cref="BadInputException">An option is unknown, repeated, incomplete or out of range.</exception>
    internal static Options Parse(IReadOnlyList<string> commandLine)
    {
        var arguments = new Arguments(commandLine);
        if (arguments.AskForHelp) return new Options(DefaultMessages, Help: true);

        var options = new Options(DefaultMessages, Help: false);
        while (arguments.TryNext(out string name))
        {
            options = name switch
            {
                "--messages" => options with { Messages = (long)arguments.WholeNumber(1, MaxMessages) },
                _ => throw arguments.Unknown(),
            };
        }

        return options;
    }
}
