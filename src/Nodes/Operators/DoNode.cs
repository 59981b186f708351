namespace Spaxiom.Graph;

/// <content>Do: values pass, and something is done with each.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Its source, with something done along with every value, as an effect: when all nodes of the cycle have run, in
    /// the order in which such nodes were added. Broadcasts whenever the source does.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one. Keeps the newest value. If the action throws, that is this node's
    /// failure, and the value has passed already: unlike <c>Do</c> of Rx and R3, where the action comes before the
    /// nodes behind it.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="action">What is done with each.</param>
    public static Node<T> Do<T>(this Node<T> source, Action<T> action) =>
        ExecutorOf(source).Add(new DoNode<T>(source, Guard.NotNull(action)));
}

/// <summary>The node of <see cref="NodeExtensions.Do"/>.</summary>
internal sealed class DoNode<T>(Node<T> source, Action<T> action) : OperatorNode<T, T>(source)
{
    private readonly Action<T> _action = action;
    private Kept<T> _kept;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        State = _kept.Take(Source.Value, context.Poisons);
        context.RequestEffect();
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnEffect() => _action(State);

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Scratch(_kept);
    }
}
