namespace Spaxiom.Graph;

/// <summary>
/// Bounds the cycles of one instant in virtual time, where a loop of yields would stop time for ever.
/// </summary>
internal struct CycleLimit(int cyclesPerInstant)
{
    internal const int Default = 1_000_000;

    private Instant _instant;
    private int _cycles;

    /// <summary>Counts a cycle that ran.</summary>
    /// <exception cref="InvalidOperationException">There were more at this instant than allowed.</exception>
    internal void Count(Executor executor)
    {
        if (executor.Now != _instant) (_instant, _cycles) = (executor.Now, 0);
        if (++_cycles <= cyclesPerInstant) return;
        throw new InvalidOperationException(
            $"More than {cyclesPerInstant} cycles ran at {executor.Now} and time did not move on. What keeps going: "
            + $"{executor.DescribePending()}. Let them wait for a timer or an input, or raise MaxCyclesPerInstant.");
    }
}
