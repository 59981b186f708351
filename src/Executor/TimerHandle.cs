using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// Names one pending timer. Once the timer has fired or was cancelled, or its node left, it names nothing.
/// </summary>
/// <remarks>The default handle names nothing and is safe to cancel.</remarks>
[DebuggerDisplay("timer {Index}, generation {Generation}")]
public readonly record struct TimerHandle
{
    internal TimerHandle(TimerQueue queue, int index, uint generation) =>
        (Queue, Index, Generation) = (queue, index, generation);

    /// <summary>
    /// Where the timer is, so that the handle names nothing in another executor; null in the default one.
    /// </summary>
    internal TimerQueue? Queue { get; }

    internal int Index { get; }

    internal uint Generation { get; }
}
