namespace Spaxiom.Graph;

/// <summary>What a window of samples can be told besides its length.</summary>
public sealed record WindowOptions
{
    /// <summary>What a window is told by default.</summary>
    internal static WindowOptions Default { get; } = new();

    /// <summary>Below so many samples the statistics have no value; from 1, the default.</summary>
    public int MinCount
    {
        get;
        init => field = Guard.AtLeastOne(value);
    } = 1;

    /// <summary>
    /// How many samples there is room for, from 1. If more come, the oldest leaves early, which is counted. Null, the
    /// default: as many as a source of a known rate brings, else 65,536. Memory is taken as it is needed.
    /// </summary>
    public int? Capacity
    {
        get;
        init => field = value is { } capacity ? Guard.AtLeastOne(capacity, nameof(Capacity)) : null;
    }

    /// <summary>
    /// Keeps one summary for each step of so long instead of each sample, for windows too long for that; longer than
    /// zero. Null, the default: every sample is kept.
    /// </summary>
    /// <remarks>
    /// Steps end at whole multiples of their length since <see cref="Instant.Epoch"/>, which belong to them. A sample
    /// counts at once; it leaves together with all of its step when the step's end is too long ago. So at any instant
    /// the window is at least as long as was asked and at most one step longer, and it is exactly as long at the end of
    /// each step if its length is a multiple of the step's. Quantiles need every sample and are refused.
    /// </remarks>
    public TimeSpan? Every
    {
        get;
        init => field = value is { } every ? Guard.Positive(every, nameof(Every)) : null;
    }
}
