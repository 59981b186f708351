using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// Wakes one node from any thread. Notifications coalesce: however many arrive before a poll, the node runs once; none
/// is ever lost, so what was written before <see cref="Notify"/> is seen by a cycle that follows.
/// </summary>
[DebuggerDisplay("wakes {Node}")]
public sealed class Notifier : ExternalInput
{
    private readonly Executor _executor;
    private readonly OwnerThread _owner; // of the executor, which a notifying thread must not touch otherwise
    private readonly Lock _life = new(); // held during a signal, so that none comes after Close
    private volatile bool _closed;

    internal Notifier(Node node, InputDriver driver, Executor executor)
        : base(node, driver) => (_executor, _owner) = (executor, executor.Owner);

    /// <summary>
    /// The bit of the driver's signals that means this notifier; 0 when none was free, so that it signals at the gate.
    /// </summary>
    internal long Bit { get; set; }

    /// <summary>
    /// Makes the node run in the next cycle. Never blocks for long. Does nothing once the node has left.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called from inside a cycle of the same executor.</exception>
    public void Notify()
    {
        if (_closed) return;
        if (_owner.IsHere && _executor.Step != Step.Between)
        {
            throw new InvalidOperationException(
                $"{Node} was notified from inside a cycle of its own executor. Use Yield or Feedback there.");
        }

        lock (_life)
        {
            if (_closed) return;
            if (Bit != 0) Driver.Raise(Bit);
            else Driver.Signal(this);
        }
    }

    internal override bool Freeze(Executor executor)
    {
        if (!_closed) executor.MakeReady(Node);
        return false;
    }

    internal override void Close()
    {
        lock (_life) _closed = true;
        Driver.ReturnBit(this);
    }
}
