namespace Spaxiom.Graph;

/// <summary>
/// A batch over several channels that was sent and has not entered a cycle yet. Guarded by the driver's gate.
/// </summary>
internal sealed class WaitingBatch
{
    /// <summary>The channels in which items of it wait.</summary>
    internal List<BatchMarks> Channels { get; } = [];

    /// <summary>In how many of them nothing is before its items that does not enter the same cycle.</summary>
    internal int Reached { get; set; }

    /// <summary>
    /// Whether items of it wait in a channel that loses nothing (<see cref="FullMode.Wait"/>). Then no other channel
    /// may discard it either.
    /// </summary>
    internal bool IsKept { get; set; }
}
