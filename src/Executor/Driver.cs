namespace Spaxiom.Graph;

/// <summary>
/// What wakes nodes from outside the graph. It is asked and never calls; an executor polls it at the start of a cycle.
/// </summary>
internal abstract class Driver
{
    /// <summary>The signal that the runtime wants control back, whichever driver it is given to.</summary>
    internal const long InterruptSignal = 1L << 62;

    /// <summary>In place of several drivers, each of which must be looked at.</summary>
    internal static readonly Driver AlwaysSignalled = new Several();

    /// <summary>
    /// What a poll would look at, as bits to which each driver gives a meaning; set from any thread.
    /// </summary>
    internal long Signals;

    /// <summary>Whether the runtime wants control back.</summary>
    internal bool IsInterrupted => (Volatile.Read(ref Signals) & InterruptSignal) != 0;

    /// <summary>Whether a poll would do anything. Set by drivers whose signals have one meaning.</summary>
    internal bool HasSignals
    {
        get => Volatile.Read(ref Signals) != 0;
        private protected set => Volatile.Write(ref Signals, value ? 1 : 0);
    }

    /// <summary>
    /// Freezes what has arrived and makes the nodes concerned ready; what arrives later waits for the next poll.
    /// </summary>
    internal abstract void Poll(Executor executor);

    /// <summary>
    /// The instant of the next event that is known already; <see cref="Instant.MaxValue"/> when there is none.
    /// </summary>
    internal virtual Instant NextDeadline => Instant.MaxValue;

    /// <summary>Adds the nodes that a poll at the present instant would make ready, for reports.</summary>
    internal virtual void CollectDue(List<Node> nodes)
    {
    }

    /// <summary>Gives control back to the runtime, whether it runs cycles or waits for this driver.</summary>
    internal virtual void Interrupt()
    {
    }

    private sealed class Several : Driver
    {
        internal Several() => HasSignals = true;

        internal override void Poll(Executor executor)
        {
        }
    }
}
