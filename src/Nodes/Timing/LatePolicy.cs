namespace Spaxiom.Graph;

/// <summary>
/// What a periodic node does when it runs late by one whole period or more. In virtual time it never is.
/// </summary>
public enum LatePolicy : byte
{
    /// <summary>Runs once, for the newest point it has missed, and goes on along the grid.</summary>
    Coalesce,

    /// <summary>Runs once for every point it has missed, in cycles that follow one another at once.</summary>
    CatchUp,

    /// <summary>
    /// Runs once, for the oldest point it has missed, and starts a new grid: the next run is a period from now.
    /// </summary>
    Delay,
}
