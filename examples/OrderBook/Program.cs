using System.Diagnostics;
using System.Globalization;

namespace Spaxiom.Graph.Examples.OrderBook;

/// <summary>Measures how long a book takes from one thread through a graph on another. See <c>--help</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments) => Example.Run(Console.Error.WriteLine, signals =>
    {
        Options options = Options.Parse(arguments);
        if (!options.Help) return Measure(options.Messages, signals);

        Console.WriteLine(Options.HelpText);
        return ExitCode.Done;
    });

    /// <summary>Runs feed and graph to their end and prints what became of the books.</summary>
    private static int Measure(long messages, StopSignals signals)
    {
        using var runtime = new RealtimeRuntime(ExecutionMode.Spin);
        var latencies = new LatencyHistogram(); // in ticks of the host's monotonic clock
        BookGraph graph = BookGraph.Build(
            runtime.Executor, book => latencies.Record(Stopwatch.GetTimestamp() - book.SentAt));

        // A signal stops the feed, and the end of the feed ends the run: every book that was sent is accounted for.
        var feed = new BookFeed(graph.Sender, messages, signals.Token);
        double pause = BookFeed.Pause.TotalMicroseconds;
        Print($"Sending {messages} books, at most one every {pause} µs, to a spinning graph.");

        feed.Start();
        runtime.Run();
        feed.Join();

        long dropped = graph.Sender.Dropped;
        PrintCounts(messages, feed.Sent, latencies.Count, dropped);
        MarketView view = graph.View.Value;
        SideSizes lots = view.Sizes;
        Print($"last view  mid {view.Mid / 100:F3}, imbalance {view.Imbalance:F3}, lots {lots.Bid} : {lots.Ask}");
        PrintLatencies(latencies);
        if (latencies.Count + dropped != feed.Sent) return ExitCode.Failed;
        return signals.Token.IsCancellationRequested ? signals.ExitCode : ExitCode.Done;
    }

    private static void PrintCounts(long messages, long sent, long delivered, long dropped)
    {
        Print($"sent       {sent,10}{(sent < messages ? "  (stopped)" : "")}");
        Print($"delivered  {delivered,10}");
        Print($"dropped    {dropped,10}");
        Print($"{delivered} delivered + {dropped} dropped = {delivered + dropped} of {sent} sent");
    }

    private static void PrintLatencies(LatencyHistogram latencies)
    {
        Print($"latency from sending a book to its joined view");
        foreach (double percent in (double[])[50, 75, 95, 99, 99.9, 99.99])
        {
            string name = "p" + percent.ToString(CultureInfo.InvariantCulture);
            Print($"{name,-7} {Microseconds(latencies.Percentile(percent)),12:F3} µs");
        }

        Print($"{"max",-7} {Microseconds(latencies.Max),12:F3} µs");
    }

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
