namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>The graph that watches the office: the same for a replay, a live run and a test.</summary>
/// <param name="Rows">Where rows enter, each in a cycle of its own.</param>
/// <param name="Occupied">Whether somebody is in: it has been lit for at least two minutes.</param>
/// <param name="Stuffy">Whether CO2 has been above 1000 ppm for at least ten minutes.</param>
/// <param name="Presence">When <paramref name="Occupied"/> changed.</param>
/// <param name="Air">When <paramref name="Stuffy"/> changed.</param>
/// <param name="Co2">CO2 of the last 15 minutes, in ppm.</param>
/// <param name="Temperature">Temperature of the last 30 minutes, in °C.</param>
internal sealed record OfficeGraph(
    Input<Row> Rows,
    Node<bool> Occupied,
    Node<bool> Stuffy,
    Node<Timestamped<OfficeEvent>> Presence,
    Node<Timestamped<OfficeEvent>> Air,
    Node<WindowStatistics> Co2,
    Node<WindowStatistics> Temperature)
{
    /// <summary>Builds the graph in any runtime.</summary>
    public static OfficeGraph Build(Runtime runtime)
    {
        Executor executor = runtime.Executor;
        Input<Row> rows = runtime.AddInput<Row>("rows", initial: default);

        Node<bool> lit = rows.Select(row => row.Light > 365).DistinctUntilChanged().Named("lit");
        Node<bool> occupied = executor.Add(new HasHeld(lit, TimeSpan.FromMinutes(2)) { Name = "occupied" });

        Node<bool> highCo2 = rows.Select(row => row.Co2 > 1_000).DistinctUntilChanged().Named("high CO2");
        Node<bool> stuffy = executor.Add(new HasHeld(highCo2, TimeSpan.FromMinutes(10)) { Name = "stuffy" });

        var presence = new Edges(occupied, OfficeEvent.Occupied, OfficeEvent.Vacated) { Name = "presence" };
        var air = new Edges(stuffy, OfficeEvent.Stuffy, OfficeEvent.Fresh) { Name = "air" };

        var (quarter, half) = (TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30));
        var co2 = new RowWindow(rows, row => row.Co2, quarter) { Name = "CO2" };
        var temperature = new RowWindow(rows, row => row.Temperature, half) { Name = "temperature" };

        return new OfficeGraph(
            rows,
            occupied,
            stuffy,
            executor.Add(presence),
            executor.Add(air),
            executor.Add(co2),
            executor.Add(temperature));
    }
}
