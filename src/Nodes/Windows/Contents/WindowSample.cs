namespace Spaxiom.Graph;

/// <summary>
/// What a window consists of: something that belongs to an instant and leaves when that is too long ago.
/// </summary>
internal interface IWindowItem
{
    /// <summary>The instant by which it leaves.</summary>
    Instant Time { get; }
}

/// <summary>A number, and the instant at which it entered.</summary>
[ValueCodec(typeof(RawCodec<WindowSample>))]
internal readonly struct WindowSample(Instant time, double value) : IWindowItem
{
    /// <inheritdoc/>
    public Instant Time { get; } = time;

    internal double Value { get; } = value;
}
