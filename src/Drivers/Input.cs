namespace Spaxiom.Graph;

/// <summary>
/// Where values enter a graph. It is fed by the runtime it is in: live by a sender, over history by a source, in a test
/// by pushes. Broadcasts once for every value, also for an equal one. Made by <c>Runtime.AddInput</c>.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class Input<T> : Node<T>
{
    private InputChannel<T>? _channel;
    private T? _offer;
    private bool _hasOffer;

    internal Input(T initial, Delivery delivery)
        : base(initial) => Delivery = delivery;

    /// <summary>Whether each value gets a cycle of its own, or only the newest of an instant.</summary>
    public Delivery Delivery { get; }

    /// <summary>What feeds this input in virtual time; null when nothing does, or a channel.</summary>
    internal object? Feed { get; set; }

    /// <summary>
    /// Hands over the value of the coming cycle and makes the node ready; for drivers, during a poll.
    /// </summary>
    internal void Offer(T value, Executor executor)
    {
        (_offer, _hasOffer) = (value, true);
        executor.MakeReady(this);
    }

    /// <summary>Feeds this input from a channel.</summary>
    internal Sender<T> OpenSender(Executor executor, int capacity, FullMode fullMode)
    {
        InputDriver.MakeWay(_channel);
        _channel = executor.CreateChannel<T>(this, capacity, fullMode, Delivery);
        return _channel.OpenSender();
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (_hasOffer)
        {
            State = _offer!;
            (_offer, _hasOffer) = (default, false);
            return Control.Broadcast;
        }

        if (_channel is null || _channel.Items.IsEmpty) return Control.Unchanged;
        State = _channel.Items[^1];
        return Control.Broadcast;
    }
}
