namespace Spaxiom.Graph;

/// <summary>
/// Names one pending timer. Once the timer has fired or was cancelled, or its node left, it names nothing.
/// </summary>
/// <remarks>The default handle names nothing and is safe to cancel.</remarks>
public readonly record struct TimerHandle
{
    internal TimerHandle(int index, uint generation) => (Index, Generation) = (index, generation);

    internal int Index { get; }

    internal uint Generation { get; }
}
