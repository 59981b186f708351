namespace Spaxiom.Graph;

/// <content>Timestamp: values with their instants.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Each value of its source together with engine time of the cycle in which it came. Broadcasts whenever the source
    /// does.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one; a value that the source has when this is added gets the instant of the
    /// first cycle. Keeps the newest value and its instant. It is <c>Timestamp</c> of Rx.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    public static Node<Timestamped<T>> Timestamp<T>(this Node<T> source) =>
        ExecutorOf(source).Add(new TimestampNode<T>(source));
}

/// <summary>The node of <see cref="NodeExtensions.Timestamp"/>.</summary>
internal sealed class TimestampNode<T>(Node<T> source) : OperatorNode<T, Timestamped<T>>(source)
{
    private Kept<T> _kept;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        State = new Timestamped<T>(context.Now, _kept.Take(Source.Value, context.Poisons));
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Scratch(_kept);
    }
}
