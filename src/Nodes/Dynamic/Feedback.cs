namespace Spaxiom.Graph;

/// <content>AddFeedback: where a loop begins.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="Feedback{T}"/>
    /// <param name="executor">The executor of the loop.</param>
    /// <param name="initial">Its value until something is delivered.</param>
    public static Feedback<T> AddFeedback<T>(this Executor executor, T initial)
    {
        ArgumentNullException.ThrowIfNull(executor);
        return executor.Add(new Feedback<T>(initial));
    }
}

/// <summary>
/// The one way to close a loop: create it first, build on it, then bind it to what you built. What the bound node
/// broadcasts is delivered in the next cycle, in virtual time at the same instant. Broadcasts once for every delivery,
/// also of an equal value: a loop that never stops broadcasting never lets time move.
/// </summary>
/// <remarks>
/// It has its initial value before the first delivery; a value the bound node has without broadcasting is not
/// delivered. A run cannot start while a feedback is not bound. When the bound node leaves, the feedback stays with its
/// newest value. Keeps that value and the one to deliver.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class Feedback<T> : Node<T>
{
    private T _next = default!; // to deliver in the next cycle
    private Kept<T> _kept;
    private bool _hasNext;
    private FeedbackTap<T>? _tap; // null until bound

    internal Feedback(T initial)
        : base(initial)
    {
    }

    /// <summary>
    /// Closes the loop. Between cycles or in <c>Spawn</c>; once the feedback has left it does nothing.
    /// </summary>
    /// <param name="source">What is delivered: a node alive in the same executor.</param>
    /// <exception cref="InvalidOperationException">
    /// The feedback is bound already, or this is inside a cycle.
    /// </exception>
    /// <exception cref="ArgumentException">The source is not alive in the same executor.</exception>
    public void Bind(Node<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (_tap is not null)
        {
            throw new InvalidOperationException(
                $"{this} cannot be bound to {source}: it is bound to {_tap.Source} already. "
                + "Add a feedback for each loop.");
        }

        if (Executor is not { } executor) return;
        _tap = executor.Add(new FeedbackTap<T>(source, this));
        executor.Unbound.Remove(this);
    }

    /// <summary>Takes what the bound node has broadcast in this cycle.</summary>
    internal void Offer(T value, bool poisons)
    {
        _kept.Replace(ref _next, value, poisons);
        _hasNext = true;
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor) => executor.Unbound.Add(this);

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!_hasNext) return Control.Unchanged;
        State = _kept.Show(_next, context.Poisons);
        (_next, _hasNext) = (default!, false);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Field(ref _next);
        state.Field(ref _hasNext);
        state.Scratch(_kept);
        state.Scratch(_tap); // is bound by building
    }

    /// <inheritdoc/>
    protected override void OnDrop() => _tap?.SweepAfterwards();
}

/// <summary>Hands what the bound node broadcasts to the feedback, which delivers it in the next cycle.</summary>
internal sealed class FeedbackTap<T> : Node<bool>
{
    private readonly Feedback<T> _feedback;

    internal FeedbackTap(Node<T> source, Feedback<T> feedback)
    {
        (Source, _feedback) = (source, feedback);
        TriggeredBy(source);
    }

    internal Node<T> Source { get; }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!context.HasMutatedUnchecked(Source)) return Control.Unchanged;
        _feedback.Offer(Source.Value, context.Poisons);
        context.Executor.Yield(_feedback);
        return Control.Unchanged;
    }
}
