namespace Spaxiom.Graph;

/// <summary>Keeps the newest values of its source and shows them as a batch.</summary>
/// <remarks>What differs is when a value leaves, and when the batch is shown.</remarks>
internal abstract class SlidingBatchNode<T>(Node<T> source, int capacity) : OperatorNode<T, ReadOnlyMemory<T>>(source)
{
    private BoundedRing<T> _values = new(capacity);
    private Kept<T> _kept;
    private BatchBuffer<T> _batch = new(); // gathers nothing between cycles

    /// <summary>How many values are kept.</summary>
    private protected int Count => _values.Count;

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Part(ref _values);
        state.Scratch(_kept);
        state.Part(ref _batch);
    }

    /// <summary>Keeps the value of the source. Room is made by the oldest one if there is none.</summary>
    /// <returns>Whether the oldest one has left.</returns>
    private protected bool Keep(in CycleContext context)
    {
        bool isFull = _values.Count == _values.Capacity;
        if (isFull) DropOldest(in context);
        _values.TryEnqueue(_kept.Keep(Source.Value));
        return isFull;
    }

    /// <summary>Forgets the oldest value; there must be one.</summary>
    private protected void DropOldest(in CycleContext context) =>
        _kept.Release(_values.Dequeue(), context.Poisons);

    /// <summary>Makes what is kept the node's value.</summary>
    private protected Control Show(in CycleContext context)
    {
        for (int i = 0; i < _values.Count; i++) _batch.Add(_values[i]);
        State = _batch.Publish(context.Poisons);
        return Control.Broadcast;
    }
}
