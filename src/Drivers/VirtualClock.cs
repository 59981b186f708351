namespace Spaxiom.Graph;

/// <summary>A clock that its runtime sets.</summary>
internal sealed class VirtualClock(Instant start) : Clock
{
    /// <summary>The time it shows.</summary>
    internal Instant Now { get; set; } = start;

    internal override Instant Read() => Now;

    internal override void MoveTo(Instant now) => Now = now;
}
