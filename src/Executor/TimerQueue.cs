using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// The pending timers of one executor. Those that are due in one poll share a cycle, in which nodes run in creation
/// order: so they may be fired in any order.
/// </summary>
[DebuggerDisplay("{Count} pending, none before {NextDeadline}")]
internal abstract class TimerQueue
{
    /// <summary>How many timers are pending.</summary>
    internal int Count { get; private protected set; }

    /// <summary>
    /// When to poll next: no timer is due before it, though the earliest may be later. <see cref="Instant.MaxValue"/>
    /// when no timer is pending.
    /// </summary>
    internal Instant NextDeadline { get; private protected set; } = Instant.MaxValue;

    /// <summary>Places for timers, used or not.</summary>
    internal abstract int TableSize { get; }

    /// <summary>
    /// Registers a timer that makes <paramref name="node"/> ready in the first poll at or after the instant, which is
    /// the next one when that is not after <paramref name="now"/>.
    /// </summary>
    internal abstract TimerHandle Schedule(Node node, Instant when, Instant now);

    /// <summary>Forgets the timer.</summary>
    /// <returns>False when the handle names no pending timer.</returns>
    internal abstract bool Cancel(TimerHandle timer);

    /// <summary>Moves the timer to another instant.</summary>
    /// <returns>False when the handle names no pending timer.</returns>
    internal abstract bool Reschedule(TimerHandle timer, Instant when, Instant now);

    /// <summary>Forgets every timer of a node that leaves.</summary>
    internal abstract void RemoveAll(Node node);

    /// <summary>Makes the nodes of all timers due at or before <paramref name="now"/> ready.</summary>
    internal abstract void Poll(Instant now, Executor executor);

    /// <summary>
    /// Adds the nodes of all timers due at or before <paramref name="now"/> to <paramref name="nodes"/>, for reports.
    /// </summary>
    internal abstract void CollectDue(Instant now, List<Node> nodes);

    /// <summary>
    /// Visits every timer as it stands, so that handles from before a save name the same ones after a load.
    /// </summary>
    internal abstract void OnState(StateMedium medium, Executor executor);

    /// <summary>Checks the whole state.</summary>
    internal abstract void AssertInvariants(Executor executor);
}
