namespace Spaxiom.Graph;

/// <summary>How often, and after which delays of engine time, something that failed is tried again.</summary>
public sealed record RetryOptions
{
    /// <summary>How many tries follow the first one; from 0, default 3.</summary>
    public int Attempts
    {
        get;
        init => field = Guard.NotNegative(value);
    } = 3;

    /// <summary>How long after the first failure; each further delay is twice the one before. Default 0.5 s.</summary>
    public TimeSpan FirstDelay
    {
        get;
        init => field = Guard.NotNegative(value);
    } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest delay; default 5 s.</summary>
    public TimeSpan MaxDelay
    {
        get;
        init => field = Guard.NotNegative(value);
    } = TimeSpan.FromSeconds(5);

    /// <summary>The delay before a retry.</summary>
    /// <param name="retry">Which one, from 1.</param>
    internal TimeSpan DelayBefore(int retry)
    {
        double ticks = Math.ScaleB((double)FirstDelay.Ticks, retry - 1);
        return ticks < MaxDelay.Ticks ? new TimeSpan((long)ticks) : MaxDelay;
    }
}
