namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>Sees what the graph does once a cycle is over: prints the timeline and keeps the summary.</summary>
internal sealed class Observer(Terminal terminal, bool printEvents)
{
    /// <summary>What was seen so far.</summary>
    public Summary Summary { get; } = new();

    /// <summary>Called after each row, once it is in the summary; null for nothing.</summary>
    public Action? RowSeen { get; set; }

    /// <summary>Adds the effects to a graph that has not run yet.</summary>
    public void Watch(OfficeGraph graph)
    {
        After(graph.Presence, OnEvent);
        After(graph.Air, OnEvent);
        After(graph.Temperature, temperature => OnRow(graph, temperature));
    }

    private void OnEvent(Timestamped<OfficeEvent> happened)
    {
        Summary.Add(happened.Time, happened.Value);
        if (printEvents) terminal.WriteEvent(happened.Time, happened.Value);
    }

    private void OnRow(OfficeGraph graph, WindowStatistics temperature)
    {
        Row row = graph.Rows.Value;
        Summary.Add(row, graph.Occupied.Value, graph.Co2.Value, temperature);
        terminal.ShowProgress(row.Time, Summary.Rows);
        RowSeen?.Invoke();
    }

    /// <summary>Runs an action after every cycle in which a node broadcasts.</summary>
    private static void After<T>(Node<T> node, Action<T> action) => NodeBuilder.Create(node)
        .TriggeredBy(node)
        .OnEffect(source => action(source.Value))
        .Build(node.Executor!, static (ref Node<T> _, in CycleContext context) =>
        {
            context.RequestEffect();
            return Control.Unchanged;
        });
}
