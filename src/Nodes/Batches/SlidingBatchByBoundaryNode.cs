namespace Spaxiom.Graph;

/// <content>SlidingBatch by a boundary.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The values that its source has brought since another node last broadcast, oldest first: it grows with every
    /// value, and begins anew with the first that comes after the cycle of the boundary. Broadcasts whenever the source
    /// does, and never because of the boundary.
    /// </summary>
    /// <remarks>
    /// A value of the boundary's cycle is still in the batch that ends. A value that the boundary has already, like the
    /// initial one of an input, ends nothing. Has no value before the source has one. Keeps these values, and its
    /// newest batch, valid until it broadcasts again: each broadcast copies them. <c>Buffer</c> of Rx and <c>Chunk</c>
    /// of R3 with boundaries bring a batch only when it ends, as <c>SampleNews</c> of this by the boundary does, and
    /// also an empty one.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="boundary">What ends a batch by its broadcast; its value is not read.</param>
    /// <param name="maxCount">
    /// How many items a batch has at most, from 1: the oldest makes room for a value beyond. Default 1,000,000.
    /// </param>
    public static Node<ReadOnlyMemory<T>> SlidingBatch<T>(
        this Node<T> source, Node boundary, int maxCount = DefaultMaxCount) =>
        ExecutorOf(source).Add(
            new SlidingBatchByBoundaryNode<T>(source, Guard.NotNull(boundary), Guard.AtLeastOne(maxCount)));
}

/// <summary>The node of <see cref="NodeExtensions.SlidingBatch{T}(Node{T}, Node, int)"/>.</summary>
internal sealed class SlidingBatchByBoundaryNode<T> : SlidingBatchNode<T>
{
    private readonly Node _boundary;
    private bool _hasEnded; // the next value begins anew

    internal SlidingBatchByBoundaryNode(Node<T> source, Node boundary, int maxCount)
        : base(source, maxCount)
    {
        _boundary = boundary;
        TriggeredBy(boundary);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        bool isNews = TryTake(in context);
        if (isNews)
        {
            if (_hasEnded) DropAll(in context);
            _hasEnded = false;
            Keep(in context);
        }

        _hasEnded |= context.HasMutatedUnchecked(_boundary);
        return isNews ? Show(in context) : Control.Unchanged;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Field(ref _hasEnded);
    }

    private void DropAll(in CycleContext context)
    {
        while (Count > 0) DropOldest(in context);
    }
}
