namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>Rows in order of time, to be read once and by one thread.</summary>
internal interface IRowSource : IDisposable
{
    /// <summary>What the rows are, for the first line of the text output.</summary>
    string Title { get; }

    /// <summary>The time of the first row.</summary>
    Instant Start { get; }

    /// <summary>How many malformed rows were left out so far.</summary>
    long BadRows { get; }

    /// <summary>One sentence for each of the first malformed rows that were left out.</summary>
    IReadOnlyList<string> Complaints { get; }

    /// <summary>The rows, produced as they are asked for.</summary>
    /// <exception cref="BadInputException">A row cannot be used.</exception>
    IEnumerable<Row> Rows();
}
