namespace Spaxiom.Graph;

/// <summary>What a live runtime does while nothing is ready.</summary>
public enum ExecutionMode : byte
{
    /// <summary>Polls again at once: the lowest latency, at the price of one busy core. Never blocks.</summary>
    Spin,

    /// <summary>Blocks until the next timer or wake-up: no processor time while idle.</summary>
    Park,
}
