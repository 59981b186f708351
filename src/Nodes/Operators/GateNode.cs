namespace Spaxiom.Graph;

/// <summary>
/// Joins two conditions. Broadcasts its first value, whatever it is, and then only changes.
/// </summary>
/// <remarks>
/// Has no value before both sources have one; <see cref="Node{T}.Value"/> is false until then. Keeps nothing else.
/// </remarks>
public abstract class GateNode : Node<bool>
{
    private readonly Node<bool> _first;
    private readonly Node<bool> _second;

    private protected GateNode(Node<bool> first, Node<bool> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        (_first, _second) = (first, second);
        TriggeredBy(first, second);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (_first.HasValue && _second.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!_first.HasValue || !_second.HasValue) return Control.Unchanged;
        bool next = Join(_first.Value, _second.Value);
        if (HasValue && next == State) return Control.Unchanged;
        State = next;
        return Control.Broadcast;
    }

    /// <summary>What the gate makes of its sources' values.</summary>
    private protected abstract bool Join(bool first, bool second);
}
