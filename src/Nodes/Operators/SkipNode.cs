namespace Spaxiom.Graph;

/// <content>Skip: the first values do not pass.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Its source without the first values: broadcasts whenever the source does, once so many have come.
    /// </summary>
    /// <remarks>
    /// Has no value before; a value that the source has when this is added counts as the first. Keeps the newest value
    /// that passed, and how many did not. It is <c>Skip</c> of Rx and R3.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="count">How many do not pass; zero lets all pass. Not negative.</param>
    public static Node<T> Skip<T>(this Node<T> source, int count) =>
        ExecutorOf(source).Add(new SkipNode<T>(source, Guard.NotNegative(count)));
}

/// <summary>The node of <see cref="NodeExtensions.Skip"/>.</summary>
internal sealed class SkipNode<T>(Node<T> source, int count) : OperatorNode<T, T>(source)
{
    private readonly int _count = count;
    private Kept<T> _kept;
    private int _skipped; // up to the count

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        if (_skipped < _count)
        {
            _skipped++;
            return Control.Unchanged;
        }

        State = _kept.Take(Source.Value, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_count);
        state.Field(ref _skipped);
        state.Scratch(_kept);
    }
}
