using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <content>Timeout: a source must not be silent for too long.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Its source, with a failure when that is silent for too long: a <see cref="TimeoutException"/> in a cycle at
    /// exactly the instant when the silence has lasted so long. A value that comes at that very instant is in time.
    /// Broadcasts whenever the source does.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one; the first silence begins with the first cycle. One silence is one
    /// failure, and the next value begins anew: with <see cref="ErrorPolicy.Hold"/> the node goes on, unlike
    /// <c>Timeout</c> of Rx and R3, which ends with the first. A silence that ends beyond the last instant is never too
    /// long. Keeps the newest value and one timer.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="silence">How long the source may bring nothing; longer than zero.</param>
    public static Node<T> Timeout<T>(this Node<T> source, TimeSpan silence) =>
        ExecutorOf(source).Add(new TimeoutNode<T>(source, Guard.Positive(silence)));

    /// <summary>
    /// Its source, with another value when that is silent for too long: it is broadcast at exactly the instant when the
    /// silence has lasted so long. A value that comes at that very instant is in time. Broadcasts also whenever the
    /// source does.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one or the first silence, which begins with the first cycle, was too long. A
    /// silence brings its value once, and the next value of the source begins anew, unlike <c>Timeout</c> of Rx, which
    /// changes over for good. A silence that ends beyond the last instant is never too long. Keeps the newest value and
    /// one timer.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="silence">How long the source may bring nothing; longer than zero.</param>
    /// <param name="value">What is broadcast then.</param>
    public static Node<T> Timeout<T>(this Node<T> source, TimeSpan silence, T value) =>
        ExecutorOf(source).Add(new TimeoutNode<T>(source, Guard.Positive(silence), value));
}

/// <summary>The node of both kinds of Timeout.</summary>
internal sealed class TimeoutNode<T> : OperatorNode<T, T>
{
    private readonly TimeSpan _silence;
    private readonly bool _hasValue; // else a silence is a failure
    private readonly T _value = default!;
    private Kept<T> _kept;
    private bool _hasBegun;
    private Instant _begin;          // of the silence
    private Instant _due;            // when it is too long; MaxValue when it was, or never is
    private TimerHandle _timer;

    internal TimeoutNode(Node<T> source, TimeSpan silence)
        : base(source) => _silence = silence;

    internal TimeoutNode(Node<T> source, TimeSpan silence, T value)
        : this(source, silence) => (_hasValue, _value) = (true, value);

    /// <inheritdoc/>
    protected override void OnInit(Executor executor) => executor.Yield(this);

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        bool isNews = TryTake(in context);
        if (isNews || !_hasBegun) Begin(in context);
        if (isNews)
        {
            State = _kept.Take(Source.Value, context.Poisons);
            return Control.Broadcast;
        }

        if (!_due.HasComeBy(context.Now)) return Control.Unchanged;
        _due = Instant.MaxValue;
        if (!_hasValue) ThrowSilent();
        State = _kept.Take(_value, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_silence);
        state.Constant(_hasValue);
        state.Constant(_value);
        state.Field(ref _hasBegun);
        state.Field(ref _begin);
        state.Field(ref _due);
        state.Timer(ref _timer);
        state.Scratch(_kept);
    }

    private void Begin(in CycleContext context)
    {
        _hasBegun = true;
        _begin = context.Now;
        _due = _begin.AddSaturating(_silence);
        if (!context.Executor.Reschedule(_timer, _due)) _timer = context.ScheduleAt(_due);
    }

    [DoesNotReturn]
    private void ThrowSilent() => throw new TimeoutException(
        $"{Source} has brought nothing to {this} since {_begin}, and may be silent for no longer than {_silence}. Find "
        + "out why it is silent, allow it a longer time, or give Timeout a value for this case.");
}
