namespace Spaxiom.Graph;

/// <summary>
/// How a quantity moves against a limit: by how much a number of the same sign as their difference exceeds zero now,
/// and how much more it does with each nanosecond.
/// </summary>
internal readonly record struct Course(double Excess, double PerNanosecond)
{
    /// <summary>There is no quantity, and there will be none until its course changes.</summary>
    internal static Course None => new(double.NaN, double.NaN);

    /// <summary>There is no quantity now, but from the next nanosecond on there will be.</summary>
    internal static Course NotYet => new(double.NaN, 0);

    internal bool HasValue => !double.IsNaN(Excess);

    internal bool IsAboutToHaveValue => !HasValue && !double.IsNaN(PerNanosecond);

    /// <summary>
    /// The first instant after the present one at which the quantity is on the other side; MaxValue when it never is.
    /// </summary>
    internal Instant CrossingAfter(Instant now)
    {
        double wait = double.PositiveInfinity;
        if (Excess >= 0 && PerNanosecond < 0) wait = Math.Floor(Excess / -PerNanosecond) + 1;
        else if (Excess < 0 && PerNanosecond > 0) wait = Math.Max(Math.Ceiling(-Excess / PerNanosecond), 1);
        return wait < long.MaxValue && now.UnixNanoseconds < long.MaxValue - (long)wait
            ? new Instant(now.UnixNanoseconds + (long)wait)
            : Instant.MaxValue;
    }
}
