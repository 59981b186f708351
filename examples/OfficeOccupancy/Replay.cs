namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>Runs the graph over rows as fast as the machine allows, each cycle at its exact instant.</summary>
internal static class Replay
{
    public static RunResult Run(IRowSource source, Observer observer, CancellationToken stop)
    {
        using var runtime = new HistoricalRuntime(source.Start);
        OfficeGraph graph = OfficeGraph.Build(runtime);
        observer.Watch(graph);
        runtime.Feed(graph.Rows, source.Rows().Select(row => new Timestamped<Row>(row.Time, row)));

        try
        {
            runtime.Run(stop);
        }
        catch (SourceException e) when (e.InnerException is BadInputException bad)
        {
            throw bad; // it names the file and the line, which says more than the engine can
        }

        bool completed = !stop.IsCancellationRequested;
        return new RunResult(observer.Summary, runtime.Executor.Epoch, source.BadRows, completed, LiveSpeed: null);
    }
}
