namespace Spaxiom.Graph;

/// <content>ThrottleFirst: no more than one value in a time.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="ThrottleFirstNode{T}"/>
    /// <param name="source">Where the values come from.</param>
    /// <param name="window">How long values are dropped after one was broadcast; zero drops none. Not negative.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<T> ThrottleFirst<T>(this Node<T> source, TimeSpan window, string? name = null) =>
        ExecutorOf(source).Add(new ThrottleFirstNode<T>(source, window) { Name = name });
}

/// <summary>
/// Its source at a limited rate: broadcasts the first value the source brings, and then the first one that comes at
/// least the window after the last broadcast. What comes in between is dropped.
/// </summary>
/// <remarks>
/// Has no value before the source has one. Keeps the last value broadcast and its instant; needs no timer.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class ThrottleFirstNode<T> : Node<T>
{
    private readonly Node<T> _source;
    private readonly TimeSpan _window;
    private Instant _last; // when it last broadcast; means nothing before it has a value

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="source">Where the values come from.</param>
    /// <param name="window">How long values are dropped after one was broadcast; zero drops none. Not negative.</param>
    public ThrottleFirstNode(Node<T> source, TimeSpan window)
    {
        ArgumentNullException.ThrowIfNull(source);
        (_source, _window) = (source, Guard.NotNegative(window));
        TriggeredBy(source);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (_source.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!context.Brings(_source, isFirst: !HasValue)) return Control.Unchanged;
        if (HasValue && context.Now - _last < _window) return Control.Unchanged;
        (State, _last) = (_source.Value, context.Now);
        return Control.Broadcast;
    }
}
