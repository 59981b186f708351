namespace Spaxiom.Graph;

/// <summary>
/// Where values enter a graph in bursts: all values of one instant, or of one cut, in one cycle. Broadcasts once a
/// burst. Made by <c>Runtime.AddBurstInput</c>.
/// </summary>
/// <remarks>Its value is the newest burst, oldest item first, and stays valid until the next burst.</remarks>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class BurstInput<T> : Node<ReadOnlyMemory<T>>, IInput<T>
{
    private BatchBuffer<T> _burst = new();

    internal BurstInput()
        : base(ReadOnlyMemory<T>.Empty) => Inlet = new Inlet<T>(this, Delivery.Burst);

    /// <inheritdoc cref="IInput{T}.Inlet"/>
    internal Inlet<T> Inlet { get; }

    Inlet<T> IInput<T>.Inlet => Inlet;

    /// <inheritdoc/>
    /// <remarks>What waits to enter is not the node's: who brings it brings it again.</remarks>
    protected override void OnState(ref StateVisitor state)
    {
        state.Part(ref _burst);
        state.Scratch(Inlet);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        Inlet.TakeAll(ref _burst);
        if (_burst.Count == 0) return Control.Unchanged;
        State = _burst.Publish(context.Poisons);
        return Control.Broadcast;
    }
}
