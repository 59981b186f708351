namespace Spaxiom.Graph;

/// <summary>What a window of a held signal can be told besides its length.</summary>
public sealed record HeldOptions
{
    /// <summary>What a window is told by default.</summary>
    internal static HeldOptions Default { get; } = new();

    /// <summary>
    /// How many values of the signal there is room for, from 1: equal values that follow one another count as one. If
    /// more come, the oldest leaves early, which is counted, and the time for which it held is not covered. Default
    /// 65,536. Memory is taken as it is needed.
    /// </summary>
    public int Capacity
    {
        get;
        init => field = Guard.AtLeastOne(value);
    } = WindowContents<HeldSegment>.DefaultCapacity;

    /// <summary>
    /// Broadcasts what moves by itself (the mean, the coverage) so often too, counted from the window's first cycle;
    /// longer than zero. Null, the default: when the source broadcasts and when a value leaves.
    /// </summary>
    public TimeSpan? Every
    {
        get;
        init => field = value is { } every ? Guard.Positive(every, nameof(Every)) : null;
    }
}
