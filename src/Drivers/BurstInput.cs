namespace Spaxiom.Graph;

/// <summary>
/// Where values enter a graph in bursts: all values of one instant, or of one cut, in one cycle. Broadcasts once a
/// burst. Made by <c>Runtime.AddBurstInput</c>.
/// </summary>
/// <remarks>Its value is the newest burst, oldest item first, and stays valid until the next burst.</remarks>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed class BurstInput<T> : Node<ReadOnlyMemory<T>>
{
    private InputChannel<T>? _channel;
    private BatchBuffer<T> _burst = new(); // the coming one is apart from the newest, which stays whole meanwhile

    internal BurstInput()
        : base(ReadOnlyMemory<T>.Empty)
    {
    }

    /// <summary>What feeds this input in virtual time; null when nothing does, or a channel.</summary>
    internal object? Feed { get; set; }

    /// <summary>Adds an item to the coming burst and makes the node ready; for drivers, during a poll.</summary>
    internal void Offer(T item, Executor executor)
    {
        _burst.Add(item);
        executor.MakeReady(this);
    }

    /// <summary>Feeds this input from a channel.</summary>
    internal Sender<T> OpenSender(Executor executor, int capacity, FullMode fullMode)
    {
        InputDriver.MakeWay(_channel);
        _channel = executor.CreateChannel<T>(this, capacity, fullMode, Delivery.Burst);
        return _channel.OpenSender();
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (_channel is not null) _burst.Add(_channel.Items);
        if (_burst.Count == 0) return Control.Unchanged;
        State = _burst.Publish(context.Poisons);
        return Control.Broadcast;
    }
}
