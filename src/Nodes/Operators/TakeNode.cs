namespace Spaxiom.Graph;

/// <content>Take: only the first values pass.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The first values of its source: broadcasts so many of them, each when it comes, and then never again.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one, which counts as the first. Keeps the newest value that passed, and how
    /// many did. Unlike <c>Take</c> of Rx and R3 it does not end with the last of them: the node stays with its value.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="count">How many pass; not negative.</param>
    public static Node<T> Take<T>(this Node<T> source, int count) =>
        ExecutorOf(source).Add(new TakeNode<T>(source, Guard.NotNegative(count)));
}

/// <summary>The node of <see cref="NodeExtensions.Take"/>.</summary>
internal sealed class TakeNode<T>(Node<T> source, int count) : OperatorNode<T, T>(source)
{
    private readonly int _count = count;
    private Kept<T> _kept;
    private int _passed; // up to the count

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (_passed == _count || !TryTake(in context)) return Control.Unchanged;
        _passed++;
        State = _kept.Take(Source.Value, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_count);
        state.Field(ref _passed);
        state.Scratch(_kept);
    }
}
