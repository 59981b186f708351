namespace Spaxiom.Graph;

/// <summary>
/// Where values enter a graph. It is fed by the runtime it is in: live by a sender, over history by a source, in a test
/// by pushes. Broadcasts once for every value, also for an equal one. Made by <c>Runtime.AddInput</c>.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class Input<T> : Node<T>, IInput<T>
{
    internal Input(Delivery delivery) => Inlet = new Inlet<T>(this, delivery);

    internal Input(T initial, Delivery delivery)
        : base(initial) => Inlet = new Inlet<T>(this, delivery);

    /// <summary>Whether each value gets a cycle of its own, or only the newest of an instant.</summary>
    public Delivery Delivery => Inlet.Delivery;

    /// <inheritdoc cref="IInput{T}.Inlet"/>
    internal Inlet<T> Inlet { get; }

    Inlet<T> IInput<T>.Inlet => Inlet;

    /// <inheritdoc/>
    /// <remarks>What waits to enter is not the node's: who brings it brings it again.</remarks>
    protected override void OnState(ref StateVisitor state)
    {
        state.Constant(Delivery);
        state.Scratch(Inlet);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context) =>
        Inlet.TryTake(ref State) ? Control.Broadcast : Control.Unchanged;
}
