namespace Spaxiom.Graph;

/// <summary>
/// The one seam for time: an executor reads it once in each poll, and nothing else in the engine reads time.
/// </summary>
internal abstract class Clock
{
    /// <summary>The engine time of now.</summary>
    internal abstract Instant Read();
}
