using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <summary>
/// Gathers items for several inputs that enter the graph together: all of them in one cycle, or none. Made by
/// <c>CreateBatch</c> of a runtime, for one thread at a time, to be filled and sent again and again.
/// </summary>
/// <remarks>
/// <para>A batch that was sent keeps its place in line at every input: what was sent there before enters before it or,
/// at an input that takes the latest or bursts, at the latest with it. Nothing of it enters before all of it can. An
/// input that takes the latest does not pass over a batch, so that what was sent behind it follows in a later
/// cycle. A batch of one item is no more than that item.</para>
/// <para>Once as much was gathered before, nothing is allocated.</para>
/// </remarks>
public abstract class InputBatch
{
    private const int FewParts = 16;

    private readonly Dictionary<object, Part> _parts = new(ReferenceEqualityComparer.Instance); // by inlet
    private int _manyParts = FewParts; // when to look for those whose input has left

    private protected InputBatch()
    {
    }

    /// <summary>Those with items, in the order in which each was added to first.</summary>
    private protected List<Part> Filled { get; } = [];

    /// <summary>Adds an item.</summary>
    /// <typeparam name="T">The type of the item.</typeparam>
    /// <param name="input">
    /// Where it enters. Of a batch, an input that takes one value a cycle can take one; one that takes the latest takes
    /// the last that was added; a burst input takes all.
    /// </param>
    /// <param name="item">The item.</param>
    /// <returns>The same batch.</returns>
    /// <exception cref="InvalidOperationException">The input takes one value a cycle and has one already.</exception>
    public InputBatch Add<T>(IInput<T> input, T item)
    {
        ArgumentNullException.ThrowIfNull(input);
        Inlet<T> inlet = input.Inlet;
        if (!_parts.TryGetValue(inlet, out Part? known)) known = AddPart(inlet);
        var part = (Part<T>)known;
        if (part.Count == 0) Filled.Add(part);
        else if (inlet.Delivery == Delivery.Each) ThrowSecond(inlet.Node);
        part.Add(item);
        return this;
    }

    /// <summary>Forgets what was gathered and not sent.</summary>
    public void Clear()
    {
        foreach (Part part in Filled) part.Clear();
        Filled.Clear();
    }

    /// <summary>Sends what was gathered, if that is possible without waiting. An empty batch is sent at once.</summary>
    /// <returns>
    /// False when nothing of it was taken: an input is full, so that the batch is kept and can be sent again; or an
    /// input has left the graph or takes no more, so that the batch is empty now.
    /// </returns>
    public abstract bool TrySend();

    /// <summary>Sends what was gathered, and waits while an input is full. The batch is empty afterwards.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>False when nothing of it was taken: an input has left the graph or takes no more.</returns>
    /// <exception cref="OperationCanceledException">
    /// Cancelled before there was room: nothing was taken, and the batch is kept.
    /// </exception>
    public abstract bool Send(CancellationToken cancellation = default);

    /// <summary>Refuses a node whose input this batch cannot bring items to.</summary>
    private protected abstract void Check(Node node);

    private Part<T> AddPart<T>(Inlet<T> inlet)
    {
        Check(inlet.Node);
        if (_parts.Count >= _manyParts) ForgetParts();
        var part = new Part<T>(inlet);
        _parts.Add(inlet, part);
        return part;
    }

    /// <summary>Lets go of inputs that have left, as often as their number has doubled.</summary>
    private void ForgetParts()
    {
        foreach ((object inlet, Part part) in _parts)
        {
            if (!part.Node.IsAlive && !Filled.Contains(part)) _parts.Remove(inlet);
        }

        _manyParts = Math.Max(FewParts, _parts.Count * 2);
    }

    [DoesNotReturn]
    private static void ThrowSecond(Node node) => throw new InvalidOperationException(
        $"The batch has a value for {node} already, which takes one a cycle. Send the batch before the next value, or "
        + "let the input take the latest or bursts.");

    [DoesNotReturn]
    private static void ThrowNoSender(Node node) => throw new InvalidOperationException(
        $"The batch cannot be sent, because {node} has no sender, and so no channel. Open one before, by OpenSender.");

    /// <summary>What a batch brings to one input.</summary>
    private protected abstract class Part(Node node)
    {
        internal Node Node => node;

        internal abstract int Count { get; }

        /// <summary>The channel that feeds the input live, as <see cref="FindChannel"/> has found it.</summary>
        internal abstract InputChannel Channel { get; }

        /// <summary>Looks up the channel, which is another one after the input's senders were all disposed.</summary>
        internal abstract void FindChannel();

        internal abstract void Clear();

        /// <summary>Lets the items wait in the channel.</summary>
        internal abstract void Enqueue(WaitingBatch? batch);

        /// <summary>Counts the items as discarded before they waited.</summary>
        internal abstract void DiscardUnsent(ref List<DiscardReport>? reports);

        /// <summary>Refuses items that would be more than one instant may have.</summary>
        internal abstract void Admit(FeedDriver driver, Instant instant);

        /// <summary>Lets the items wait at the input until an instant.</summary>
        internal abstract void Push(FeedDriver driver, Instant instant, PendingBatch? batch);
    }

    private sealed class Part<T>(Inlet<T> inlet) : Part(inlet.Node)
    {
        private T[] _items = new T[1];
        private int _count;
        private InputChannel<T>? _channel;

        internal override int Count => _count;

        internal override InputChannel Channel => _channel!;

        private ReadOnlySpan<T> Items => new(_items, 0, _count);

        internal void Add(T item)
        {
            if (inlet.Delivery != Delivery.Burst) _count = 0;
            if (_count == _items.Length) Array.Resize(ref _items, _count * 2);
            _items[_count++] = item;
        }

        internal override void Clear()
        {
            Array.Clear(_items, 0, _count);
            _count = 0;
        }

        internal override void FindChannel()
        {
            _channel = inlet.Channel;
            if (_channel is null) ThrowNoSender(inlet.Node);
        }

        internal override void Enqueue(WaitingBatch? batch) => _channel!.Enqueue(Items, batch);

        internal override void DiscardUnsent(ref List<DiscardReport>? reports) =>
            _channel!.DiscardUnsent(Items, ref reports);

        internal override void Admit(FeedDriver driver, Instant instant) =>
            driver.PushesTo(inlet).Admit(instant, Count);

        internal override void Push(FeedDriver driver, Instant instant, PendingBatch? batch)
        {
            PushFeed<T> feed = driver.PushesTo(inlet);
            foreach (T item in Items) driver.Push(feed, instant, item, batch);
        }
    }
}
