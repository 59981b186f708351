namespace Spaxiom.Graph.Bench;

/// <summary>One line of the table: what a shape costs in the engine, beside its floor and its peers.</summary>
internal sealed record Row
{
    /// <summary>The shape, and what of it was measured.</summary>
    public required string Name { get; init; }

    /// <summary>What the times are divided by: a node, a cycle, a firing, an item.</summary>
    public required string Per { get; init; }

    /// <summary>Median of the engine's laps, in nanoseconds.</summary>
    public required double EngineNs { get; init; }

    /// <summary>What the floor is.</summary>
    public required string Floor { get; init; }

    /// <summary>Minimum of the floor's laps, in nanoseconds.</summary>
    public required double FloorNs { get; init; }

    /// <summary>Allocated on the engine's thread per cycle; null where it was not measured.</summary>
    public double? BytesPerCycle { get; init; }

    /// <summary>What the row must not exceed.</summary>
    public required Bar Bar { get; init; }

    /// <summary>Median times of the peers, in nanoseconds.</summary>
    public IReadOnlyList<Peer> Peers { get; init; } = [];

    /// <summary>The engine beside the floor.</summary>
    public double Ratio => EngineNs / FloorNs;

    /// <summary>Whether the bar is met; null where nothing is asked.</summary>
    public bool? IsMet
    {
        get
        {
            bool? ratio = Bar.Ratio is { } maxRatio ? Ratio <= maxRatio : null;
            bool? bytes = Bar.Bytes is { } maxBytes && BytesPerCycle is { } allocated ? allocated <= maxBytes : null;
            return ratio is null ? bytes : bytes is null ? ratio : ratio & bytes;
        }
    }

    /// <summary>A peer's median.</summary>
    internal sealed record Peer(string Name, double Ns);
}
