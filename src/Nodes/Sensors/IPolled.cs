namespace Spaxiom.Graph;

/// <summary>
/// A node whose values come at a known rate, so that what is computed of them knows how many will come, and when.
/// </summary>
internal interface IPolled
{
    /// <summary>Values per second, above 0; null when the rate is not known.</summary>
    double? SampleRate { get; }

    /// <summary>The node that broadcasts when a value is asked for; null when there is none.</summary>
    ITick? Tick { get; }
}
