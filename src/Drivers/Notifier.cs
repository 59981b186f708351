namespace Spaxiom.Graph;

/// <summary>
/// Wakes one node from any thread. Notifications coalesce: however many arrive before a poll, the node runs once; none
/// is ever lost, so what was written before <see cref="Notify"/> is seen by a cycle that follows.
/// </summary>
public sealed class Notifier : ExternalInput
{
    private readonly Executor _executor;
    private volatile bool _closed;

    internal Notifier(Node node, InputDriver driver, Executor executor)
        : base(node, driver) => _executor = executor;

    /// <summary>
    /// Makes the node run in the next cycle. Never blocks for long. Does nothing once the node has left.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called from inside a cycle of the same executor.</exception>
    public void Notify()
    {
        if (_closed) return;
        if (_executor.IsInCycleHere)
        {
            throw new InvalidOperationException(
                $"{Node} was notified from inside a cycle of its own executor. Use Yield or Feedback there.");
        }

        // If the coming cut has it already, then that cut's cycle sees what was written before; the barrier pairs with
        // that in Freeze.
        Interlocked.MemoryBarrier();
        if (!IsSignalled) Driver.Signal(this);
    }

    internal override bool Freeze(Executor executor)
    {
        Interlocked.MemoryBarrier();
        if (!_closed) executor.MakeReady(Node);
        return false;
    }

    internal override void Close() => _closed = true;
}
