namespace Spaxiom.Graph;

/// <summary>
/// Bounds the cycles of one instant in virtual time, where a loop of yields would stop time for ever. A cycle that took
/// an item is not part of a loop: there are as many of those as there are items.
/// </summary>
internal struct CycleLimit(int cyclesPerInstant, FeedDriver feeds)
{
    internal const int Default = 1_000_000;

    private Instant _instant;
    private int _cycles;
    private long _deliveries = feeds.Deliveries; // when the last cycle was counted, or not

    /// <summary>Counts a cycle that ran.</summary>
    /// <exception cref="InvalidOperationException">There were more at this instant than allowed.</exception>
    internal void Count(Executor executor)
    {
        if (_deliveries != feeds.Deliveries)
        {
            _deliveries = feeds.Deliveries;
            return;
        }

        if (executor.Now != _instant) (_instant, _cycles) = (executor.Now, 0);
        if (++_cycles <= cyclesPerInstant) return;
        throw new InvalidOperationException(
            $"More than {cyclesPerInstant} cycles ran at {executor.Now} that took no item, and time did not move on. "
            + $"What keeps going: {executor.Pending.ToString()}. Let them wait for a timer or an input, or raise "
            + "MaxCyclesPerInstant.");
    }
}
