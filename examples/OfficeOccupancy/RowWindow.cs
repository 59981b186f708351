namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>Statistics of one measure over the rows of <c>(now - length, now]</c>, broadcast with every row.</summary>
/// <remarks>Now is the row's own time: the figures are exact in the cycle of a row, which is when this example reads
/// them, and the same however late a live run gets the row. Without rows nothing expires.</remarks>
internal sealed class RowWindow : Node<WindowStatistics>
{
    private readonly Node<Row> _rows;
    private readonly Func<Row, double> _measure;
    private readonly SlidingWindow _window;

    /// <summary>Watches what <paramref name="measure"/> takes from each row.</summary>
    public RowWindow(Node<Row> rows, Func<Row, double> measure, TimeSpan length)
    {
        (_rows, _measure, _window) = (rows, measure, new SlidingWindow(length));
        TriggeredBy(rows);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        Row row = _rows.Value;
        _window.Add(row.Time, _measure(row));
        State = _window.Statistics;
        return Control.Broadcast;
    }
}
