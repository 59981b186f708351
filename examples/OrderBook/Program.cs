using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Spaxiom.Graph;
using Spaxiom.Graph.Examples.OrderBook;

Options options;
try
{
    options = Options.Parse(args);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine($"OrderBook: {wrong.Message}");
    return 2;
}

if (options.Help)
{
    Console.WriteLine(Options.HelpText);
    return 0;
}

using var runtime = new RealtimeRuntime(ExecutionMode.Spin);
var latencies = new LatencyHistogram(); // in ticks of the host's monotonic clock
BookGraph graph = BookGraph.Build(
    runtime.Executor, book => latencies.Record(Stopwatch.GetTimestamp() - book.SentAt));

// A signal stops the feed, and the end of the feed ends the run: every book that was sent is accounted for.
using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var feed = new BookFeed(graph.Sender, options.Messages, stopping.Token);
double pause = BookFeed.Pause.TotalMicroseconds;
Print($"Sending {options.Messages} books, at most one every {pause} µs, to a spinning graph.");

feed.Start();
runtime.Run();
feed.Join();

long delivered = latencies.Count, dropped = graph.Sender.Dropped;
Print($"sent       {feed.Sent,10}{(feed.Sent < options.Messages ? "  (stopped)" : "")}");
Print($"delivered  {delivered,10}");
Print($"dropped    {dropped,10}");
Print($"{delivered} delivered + {dropped} dropped = {delivered + dropped} of {feed.Sent} sent");
MarketView view = graph.View.Value;
Print($"last view  mid {view.Mid / 100:F3}, imbalance {view.Imbalance:F3}, lots {view.Sizes.Bid} : {view.Sizes.Ask}");

Print($"latency from sending a book to its joined view");
foreach (double percent in (double[])[50, 75, 95, 99, 99.9, 99.99])
{
    string name = "p" + percent.ToString(CultureInfo.InvariantCulture);
    Print($"{name,-7} {Microseconds(latencies.Percentile(percent)),12:F3} µs");
}

Print($"{"max",-7} {Microseconds(latencies.Max),12:F3} µs");
if (delivered + dropped != feed.Sent) return 1;
return stopping.IsCancellationRequested ? 130 : 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stopping.IsCancellationRequested; // a second one ends the process as usual
    stopping.Cancel();
}

static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;

static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
