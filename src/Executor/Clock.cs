namespace Spaxiom.Graph;

/// <summary>
/// The one seam for time: an executor reads it once in each poll, and nothing else in the engine reads time.
/// </summary>
internal abstract class Clock
{
    /// <summary>The engine time of now.</summary>
    internal abstract Instant Read();

    /// <summary>
    /// Lets a clock that is set by its runtime show the time of a graph that was loaded. One that reads the host needs
    /// nothing: its runtime starts it no earlier than the executor's time.
    /// </summary>
    internal virtual void MoveTo(Instant now)
    {
    }
}
