namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>Sees what the graph does once a cycle is over: prints the timeline and keeps the summary.</summary>
internal sealed class Observer(Terminal terminal, bool printEvents)
{
    /// <summary>What was seen so far.</summary>
    public Summary Summary { get; } = new();

    /// <summary>Raised after each row, once it is in the summary.</summary>
    public event Action<Row>? RowSeen;

    /// <summary>Adds the effects to a graph that has not run yet.</summary>
    public void Watch(OfficeGraph graph)
    {
        graph.Presence.ForEach(OnEvent);
        graph.Air.ForEach(OnEvent);
        graph.Rows.ForEach(row => OnRow(row, graph));
    }

    private void OnEvent(Timestamped<OfficeEvent> happened)
    {
        Summary.Add(happened.Time, happened.Value);
        if (printEvents) terminal.WriteEvent(happened.Time, happened.Value);
    }

    private void OnRow(Row row, OfficeGraph graph)
    {
        Summary.Add(row, graph.Occupied.Value, graph.Co2.Value, graph.Temperature.Value);
        terminal.ShowProgress(row.Time, Summary.Rows);
        RowSeen?.Invoke(row);
    }
}
