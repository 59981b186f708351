namespace Spaxiom.Graph;

/// <summary>Which status is worse: the one place that says so.</summary>
public static class StatusOrder
{
    /// <summary>The worse of two, which is the status of what was derived from both.</summary>
    /// <param name="first">A status.</param>
    /// <param name="second">Another one.</param>
    public static SensorStatus WorseOf(SensorStatus first, SensorStatus second) =>
        second.IsWorseThan(first) ? second : first;

    /// <summary>
    /// Whether a status is worse than another: from best to worst they are Ok, Unknown, Stale, Down, Fault, Disabled.
    /// </summary>
    /// <param name="status">A status.</param>
    /// <param name="other">What it is compared with.</param>
    public static bool IsWorseThan(this SensorStatus status, SensorStatus other) =>
        BadnessOf(status) > BadnessOf(other);

    /// <summary>From 0, the best. Only the first two are not in the order of their numbers.</summary>
    private static int BadnessOf(SensorStatus status) => status switch
    {
        SensorStatus.Ok => 0,
        SensorStatus.Unknown => 1,
        _ => (int)status,
    };
}
