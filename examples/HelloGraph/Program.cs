using Spaxiom.Graph;

// One reading a minute goes in. An alarm comes out once it has been above 30 °C for two minutes, and ends likewise.
var start = Instant.FromDateTimeOffset(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
double[] degrees = [21.5, 29.8, 30.4, 31.2, 29.9, 30.6, 31.4, 32.0, 31.1, 29.7, 28.4, 27.9];
var runtime = new HistoricalRuntime(start);
Node<double> temperature = runtime.AddSource(
    "temperature",
    degrees.Select((value, minute) => new Timestamped<double>(start + TimeSpan.FromMinutes(minute), value)));

// A node is a value and a function that changes it. It says whether anybody is to be told.
Node<bool> hot = NodeBuilder.Create(false)
    .Named("hot")
    .TriggeredBy(temperature)
    .Build(runtime.Executor, (ref bool on, in CycleContext _) =>
    {
        bool next = temperature.Value > 30.0;
        if (next == on) return Control.Unchanged;
        on = next;
        return Control.Broadcast;
    });

// Common nodes exist already: this one waits, by a timer of the graph, until its source has been quiet for two minutes.
hot.Debounce(TimeSpan.FromMinutes(2))
    .DistinctUntilChanged()
    .ForEach(alarm => Console.WriteLine($"{runtime.Now}  {(alarm ? "alarm" : "all clear")}"));

runtime.Run();
Console.WriteLine($"{runtime.Executor.Epoch} cycles up to {runtime.Now}");
