namespace Spaxiom.Graph;

/// <summary>How a node deals with work whose results come later.</summary>
public sealed record AsyncOptions
{
    /// <summary>The order in which results are broadcast; by default the order in which they arrive.</summary>
    public ResultOrder Order
    {
        get;
        init => field = Guard.Defined(value);
    }

    /// <summary>How work that failed is tried again; null, the default, for not at all.</summary>
    public RetryOptions? Retry { get; init; }

    /// <summary>
    /// How long each try may take, in engine time: then it is cancelled, and has failed with a
    /// <see cref="TimeoutException"/>. Null, the default, for as long as it likes.
    /// </summary>
    public TimeSpan? Timeout
    {
        get;
        init => field = value is { } timeout ? Guard.Positive(timeout, nameof(Timeout)) : null;
    }
}
