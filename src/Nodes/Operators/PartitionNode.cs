namespace Spaxiom.Graph;

/// <content>Partition: a test divides a source in two.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Two nodes that share the values of a source between them: one broadcasts those that pass a test, the other those
    /// that fail it. The test is asked once a value.
    /// </summary>
    /// <remarks>
    /// Either has no value before one has come its way, and keeps the newest that has. It is two <c>Where</c> of Rx and
    /// R3, but for the test that is shared.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="predicate">Which way a value goes.</param>
    public static (Node<T> WhenTrue, Node<T> WhenFalse) Partition<T>(this Node<T> source, Func<T, bool> predicate)
    {
        Executor executor = ExecutorOf(source);
        Node<bool> test = executor.Add(new SelectNode<T, bool>(source, Guard.NotNull(predicate)));
        return (executor.Add(new PartitionNode<T>(source, test, side: true)),
            executor.Add(new PartitionNode<T>(source, test, side: false)));
    }
}

/// <summary>
/// One of the two nodes of <see cref="NodeExtensions.Partition"/>. What it takes is the test's result.
/// </summary>
internal sealed class PartitionNode<T> : OperatorNode<bool, T>
{
    private readonly Node<T> _source;
    private readonly bool _side; // the result of values that go this way
    private Kept<T> _kept;

    internal PartitionNode(Node<T> source, Node<bool> test, bool side)
        : base(test)
    {
        (_source, _side) = (source, side);
        ObserverOf(source);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context) || Source.Value != _side) return Control.Unchanged;
        State = _kept.Take(_source.Value, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_side);
        state.Scratch(_kept);
    }
}
