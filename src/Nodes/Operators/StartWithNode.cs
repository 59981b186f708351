namespace Spaxiom.Graph;

/// <content>StartWith: a value before the first.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Its source, with a value in front: broadcasts that one in the first cycle after this was added, if the source
    /// has none by then, and afterwards whenever the source does.
    /// </summary>
    /// <remarks>
    /// Has no value before its first cycle. Keeps the newest value. It is <c>csp.default</c>; <c>StartWith</c> of Rx
    /// brings the value also in front of one that the source has already.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="value">What stands in front.</param>
    public static Node<T> StartWith<T>(this Node<T> source, T value) =>
        ExecutorOf(source).Add(new StartWithNode<T>(source, value));
}

/// <summary>The node of <see cref="NodeExtensions.StartWith"/>.</summary>
internal sealed class StartWithNode<T>(Node<T> source, T value) : OperatorNode<T, T>(source)
{
    private readonly T _value = value;
    private Kept<T> _kept;

    /// <inheritdoc/>
    protected override void OnInit(Executor executor) => executor.Yield(this);

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (TryTake(in context)) State = _kept.Take(Source.Value, context.Poisons);
        else if (!HasValue) State = _kept.Take(_value, context.Poisons);
        else return Control.Unchanged;
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_value);
        state.Scratch(_kept);
    }
}
