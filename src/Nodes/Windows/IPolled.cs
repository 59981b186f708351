namespace Spaxiom.Graph;

/// <summary>A node whose values come at a known rate, so that a window of it knows how many it will hold.</summary>
internal interface IPolled
{
    /// <summary>Values per second, above 0; null when the rate is not known.</summary>
    double? SampleRate { get; }
}
