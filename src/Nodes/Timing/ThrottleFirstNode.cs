namespace Spaxiom.Graph;

/// <content>ThrottleFirst: no more than one value in a time.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Its source at a limited rate: broadcasts the first value the source brings, and then the first one that comes at
    /// least the window after the last broadcast. What comes in between is dropped.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one. Keeps the last value broadcast and its instant; needs no timer.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="window">How long values are dropped after one was broadcast; zero drops none. Not negative.</param>
    public static Node<T> ThrottleFirst<T>(this Node<T> source, TimeSpan window) =>
        ExecutorOf(source).Add(new ThrottleFirstNode<T>(source, Guard.NotNegative(window)));
}

/// <summary>The node of <see cref="NodeExtensions.ThrottleFirst"/>.</summary>
internal sealed class ThrottleFirstNode<T>(Node<T> source, TimeSpan window) : OperatorNode<T, T>(source)
{
    private readonly TimeSpan _window = window;
    private Kept<T> _kept;
    private Instant _last; // when it last broadcast; means nothing before it has a value

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context) || (HasValue && context.Now - _last < _window)) return Control.Unchanged;
        State = _kept.Take(Source.Value, context.Poisons);
        _last = context.Now;
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_window);
        state.Scratch(_kept);
        state.Field(ref _last);
    }
}
