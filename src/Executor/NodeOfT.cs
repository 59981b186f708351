namespace Spaxiom.Graph;

/// <summary>A node with a typed value, which changes only inside the node's own cycle function.</summary>
/// <remarks>
/// Derive a sealed class, name the parents with <see cref="Node.TriggeredBy"/> and <see cref="Node.ObserverOf"/> in its
/// constructor, override <see cref="Node.OnCycle"/>, and hand it to <see cref="Executor.Add{TNode}"/>.
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
public abstract class Node<T> : Node
{
    private T _state;

    /// <summary>
    /// A node without a value until its first broadcast; <see cref="Value"/> is the type's default till then.
    /// </summary>
    protected Node() => _state = default!;

    /// <summary>A node that has a value from the start.</summary>
    /// <param name="initial">The value before the first broadcast.</param>
    protected Node(T initial) => (_state, MutatedEpoch) = (initial, HasInitial);

    /// <summary>The newest value, by reference: no copy is made. Frozen once the node has left.</summary>
    public ref readonly T Value => ref _state;

    /// <summary>Whether there is a value: one was given at the start, or the node has broadcast.</summary>
    public bool HasValue => MutatedEpoch > HasNothing;

    /// <summary>The value, writable by the node itself.</summary>
    protected ref T State => ref _state;

    private protected sealed override void VisitValue(ref StateVisitor state) => state.Field(ref _state, nameof(State));

    /// <summary>
    /// Copies a batch that an error may have to put back when the buffer it lies in is used again. Nodes that hold
    /// batches are few, so the copies are not kept in every node.
    /// </summary>
    internal sealed override void KeepToHold()
    {
        if (Kept<T>.IsBatch) _state = HeldValue<T>.Of(this).Kept.Take(_state, Home!.ChecksInvariants);
    }

    internal sealed override Control CycleHolding(in CycleContext context)
    {
        T held = _state;
        try
        {
            Control control = OnCycle(in context);
            if (control > Control.Terminate) ThrowNoControl(control);
            if (Kept<T>.IsBatch && !EqualityComparer<T>.Default.Equals(_state, held)) KeepToHold();
            return control;
        }
        catch
        {
            _state = held;
            throw;
        }
    }
}
