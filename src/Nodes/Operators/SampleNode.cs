namespace Spaxiom.Graph;

/// <content>Sample: a trigger says when the source is read.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="SampleNode{T, TTrigger}"/>
    /// <param name="source">What is read.</param>
    /// <param name="trigger">When it is read.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<T> Sample<T, TTrigger>(this Node<T> source, Node<TTrigger> trigger, string? name = null) =>
        ExecutorOf(source).Add(new SampleNode<T, TTrigger>(source, trigger) { Name = name });
}

/// <summary>
/// The value its source had when the trigger last broadcast: broadcasts whenever the trigger does, also an equal value,
/// and never because of the source. A source that broadcasts in the trigger's cycle is read with its new value.
/// </summary>
/// <remarks>
/// Has no value before both have one: a trigger that comes earlier has no effect. Keeps the newest value read.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
/// <typeparam name="TTrigger">The type of the trigger's value, which is not read.</typeparam>
public sealed class SampleNode<T, TTrigger> : Node<T>
{
    private readonly Node<T> _source;
    private readonly Node<TTrigger> _trigger;

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="source">What is read.</param>
    /// <param name="trigger">When it is read.</param>
    public SampleNode(Node<T> source, Node<TTrigger> trigger)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(trigger);
        (_source, _trigger) = (source, trigger);
        ObserverOf(source);
        TriggeredBy(trigger);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        // The source may get its value in the first cycle, and would not wake this node then.
        if (_trigger.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!context.Brings(_trigger, isFirst: !HasValue) || !_source.HasValue) return Control.Unchanged;
        State = _source.Value;
        return Control.Broadcast;
    }
}
