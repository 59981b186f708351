namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>Runs the graph in real time, parked between rows that another thread pushes at their times.</summary>
/// <remarks>Engine time begins at the first row's and goes <c>speed</c> times faster than the wall clock. Rows are
/// neither lost nor reordered: the feeder waits where the channel is full.</remarks>
internal static class LiveRun
{
    private const int Capacity = 1_024; // rows that may wait for the graph

    public static RunResult Run(IRowSource source, Observer observer, double speed, CancellationToken stop)
    {
        using var runtime = new RealtimeRuntime(ExecutionMode.Park)
        {
            Start = source.Start,
            Speed = speed,
        };
        OfficeGraph graph = OfficeGraph.Build(runtime);
        observer.Watch(graph);
        using Sender<Row> sender = runtime.OpenSender(graph.Rows, Capacity, FullMode.Wait);
        using var feeder = new RowFeeder(source, sender, speed, stop);
        observer.RowSeen += _ => StopAtEnd();

        // Posted, to start once engine time has begun: then no row is early.
        runtime.Post(_ => feeder.Start(ended: () => runtime.Post(_ => StopAtEnd())));
        runtime.Run(stop);
        feeder.Stop();
        return new RunResult(observer.Summary, runtime.Executor.Epoch, source.BadRows, Completed: AllSeen(), speed);

        bool AllSeen() => observer.Summary.Rows == feeder.Total;

        // Asked after every row and once the feeder has ended, so that whichever comes last ends the run.
        void StopAtEnd()
        {
            if (AllSeen() || feeder.HasFailed) runtime.Stop();
        }
    }
}
