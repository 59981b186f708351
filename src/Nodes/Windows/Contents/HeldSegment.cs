namespace Spaxiom.Graph;

/// <summary>One value of a signal and the time for which it held: from its start until just before its end.</summary>
/// <param name="start">When the signal took the value.</param>
/// <param name="end">When it took another one, or none; after the start.</param>
/// <param name="value">The value; NaN where the signal had none.</param>
[ValueCodec(typeof(RawCodec<HeldSegment>))]
internal readonly struct HeldSegment(Instant start, Instant end, double value) : IWindowItem
{
    internal Instant Start { get; } = start;

    internal Instant End { get; } = end;

    internal double Value { get; } = value;

    /// <summary>Whether the signal had a value.</summary>
    internal bool Covers => !double.IsNaN(Value);

    /// <inheritdoc/>
    public Instant Time => End;
}
