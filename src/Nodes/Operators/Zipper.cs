namespace Spaxiom.Graph;

/// <content>Zip: values of two sources in pairs.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// A function of the first values of two sources, then of their second ones, and so on. Broadcasts in the cycle in
    /// which the later one of a pair comes.
    /// </summary>
    /// <remarks>
    /// Has no value before the first pair; a value that a source has when this is added counts as its first. Keeps the
    /// newest result, and the values of the source that is ahead, in a ring that grows up to the capacity. Unlike
    /// <c>Zip</c> of Rx and R3, which keep any number, it drops what comes to a full ring, and counts that in
    /// <see cref="Zipper{T1, T2, TResult}.Dropped"/>.
    /// </remarks>
    /// <typeparam name="T1">The type of the first source's value.</typeparam>
    /// <typeparam name="T2">The type of the second source's value.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="first">The first source.</param>
    /// <param name="second">The second source.</param>
    /// <param name="combine">The result of the two values of a pair.</param>
    /// <param name="capacity">
    /// How many values can wait for those they are paired with, from 1; default 1,000,000.
    /// </param>
    public static Zipper<T1, T2, TResult> Zip<T1, T2, TResult>(
        this Node<T1> first, Node<T2> second, Func<T1, T2, TResult> combine, int capacity = DefaultCapacity) =>
        ExecutorOf(first).Add(new Zipper<T1, T2, TResult>(
            first, Guard.NotNull(second), Guard.NotNull(combine), Guard.AtLeastOne(capacity)));
}

/// <summary>The node of <see cref="NodeExtensions.Zip"/>.</summary>
/// <typeparam name="T1">The type of the first source's value.</typeparam>
/// <typeparam name="T2">The type of the second source's value.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
public sealed class Zipper<T1, T2, TResult> : Node<TResult>
{
    private readonly Node<T1> _first;
    private readonly Node<T2> _second;
    private readonly Func<T1, T2, TResult> _combine;
    private BoundedRing<T1> _firstWaiting;  // one of the two rings is empty
    private BoundedRing<T2> _secondWaiting;
    private Kept<T1> _keptFirst;
    private Kept<T2> _keptSecond;
    private Kept<TResult> _kept;
    private long _dropped;
    private bool _hasRun; // afterwards only what is broadcast counts

    internal Zipper(Node<T1> first, Node<T2> second, Func<T1, T2, TResult> combine, int capacity)
    {
        (_first, _second, _combine) = (first, second, combine);
        (_firstWaiting, _secondWaiting) = (new BoundedRing<T1>(capacity), new BoundedRing<T2>(capacity));
        TriggeredBy(first, second);
    }

    /// <summary>How many values came when as many as the capacity waited, and were dropped.</summary>
    public long Dropped => _dropped;

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (_first.HasValue || _second.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        bool hasFirst = IsNews(_first, in context), hasSecond = IsNews(_second, in context);
        _hasRun = true;
        bool isPair = (hasFirst || _firstWaiting.Count > 0) && (hasSecond || _secondWaiting.Count > 0);
        if (!isPair)
        {
            if (hasFirst) Enqueue(_first.Value, ref _firstWaiting, ref _keptFirst);
            else if (hasSecond) Enqueue(_second.Value, ref _secondWaiting, ref _keptSecond);
            return Control.Unchanged;
        }

        T1 first = Dequeue(_first, hasFirst, ref _firstWaiting, ref _keptFirst);
        T2 second = Dequeue(_second, hasSecond, ref _secondWaiting, ref _keptSecond);
        State = _kept.Take(_combine(first, second), context.Poisons);
        _keptFirst.Release(first, context.Poisons);
        _keptSecond.Release(second, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Part(ref _firstWaiting);
        state.Part(ref _secondWaiting);
        state.Field(ref _dropped);
        state.Field(ref _hasRun);
        state.Scratch(_keptFirst);
        state.Scratch(_keptSecond);
        state.Scratch(_kept);
    }

    private bool IsNews<T>(Node<T> source, in CycleContext context) =>
        context.HasMutatedUnchecked(source) || (!_hasRun && source.HasValue);

    private void Enqueue<T>(T value, ref BoundedRing<T> waiting, ref Kept<T> kept)
    {
        if (waiting.Count == waiting.Capacity) _dropped++;
        else waiting.TryEnqueue(kept.Keep(value));
    }

    /// <summary>Takes the oldest value of a source; its new one then waits, unless it is itself the oldest.</summary>
    private static T Dequeue<T>(Node<T> source, bool isNews, ref BoundedRing<T> waiting, ref Kept<T> kept)
    {
        if (waiting.Count == 0) return kept.Keep(source.Value);
        T oldest = waiting.Dequeue();
        if (isNews) waiting.TryEnqueue(kept.Keep(source.Value));
        return oldest;
    }
}
