namespace Spaxiom.Graph;

/// <content>ThrottleLast: the last value of each window of time.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Its source at a limited rate: a value that comes while no window runs begins one, and when it ends the last
    /// value that came in it is broadcast, at exactly that instant. A value that comes in the cycle of that instant is
    /// still in it.
    /// </summary>
    /// <remarks>
    /// Has no value before the first window has ended; a value that the source has when this is added begins one in the
    /// first cycle. A window that ends beyond the last instant never ends. Keeps the last value broadcast, the one that
    /// waits, and one timer. It is <c>ThrottleLast</c> of R3; the windows of <c>Sample</c> in Rx follow one another
    /// without gaps.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="window">How long a window is; zero lets every value pass at once. Not negative.</param>
    public static Node<T> ThrottleLast<T>(this Node<T> source, TimeSpan window) =>
        ExecutorOf(source).Add(new ThrottleLastNode<T>(source, Guard.NotNegative(window)));
}

/// <summary>The node of <see cref="NodeExtensions.ThrottleLast"/>.</summary>
internal sealed class ThrottleLastNode<T>(Node<T> source, TimeSpan window) : OperatorNode<T, T>(source)
{
    private readonly TimeSpan _window = window;
    private Kept<T> _kept;
    private T _waiting = default!;
    private bool _isWaiting; // a window runs, and has a timer
    private Instant _end;    // of the window

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (TryTake(in context)) Wait(in context);
        if (!_isWaiting || !(_window == TimeSpan.Zero || _end.HasComeBy(context.Now))) return Control.Unchanged;
        State = _kept.Show(_waiting, context.Poisons);
        (_waiting, _isWaiting) = (default!, false);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_window);
        state.Field(ref _waiting);
        state.Field(ref _isWaiting);
        state.Field(ref _end);
        state.Scratch(_kept);
    }

    private void Wait(in CycleContext context)
    {
        _kept.Replace(ref _waiting, Source.Value, context.Poisons);
        if (_isWaiting) return;
        _isWaiting = true;
        if (_window == TimeSpan.Zero) return;
        _end = context.Now.AddSaturating(_window);
        context.ScheduleAt(_end);
    }
}
