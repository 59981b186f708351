namespace Spaxiom.Graph.Bench;

/// <summary>What a row must not exceed.</summary>
/// <param name="Ratio">Times the floor; null where only allocation is limited.</param>
/// <param name="Bytes">Allocated per cycle; 0 in every steady state.</param>
internal sealed record Bar(double? Ratio = null, double? Bytes = 0)
{
    /// <summary>A shape that has no figure of its own to meet: it may not allocate.</summary>
    internal static Bar NoBytes { get; } = new();

    /// <summary>Nothing is asked.</summary>
    internal static Bar None { get; } = new(Bytes: null);
}
