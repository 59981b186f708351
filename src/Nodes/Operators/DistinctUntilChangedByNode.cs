namespace Spaxiom.Graph;

/// <content>DistinctUntilChangedBy: values that repeat a part of the last one are dropped.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Its source without values whose key repeats itself: broadcasts when the source brings a value whose key differs
    /// from that of the last one broadcast.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one; the first is always broadcast. Keeps the last value broadcast and its
    /// key. By default a structure as key should implement <see cref="IEquatable{T}"/>, as records do, or each
    /// comparison allocates. It is <c>DistinctUntilChanged</c> of Rx and R3 with a key selector.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="keySelector">What is compared; called once a value.</param>
    /// <param name="comparer">When two keys are equal; by default the type's own equality.</param>
    public static Node<T> DistinctUntilChangedBy<T, TKey>(
        this Node<T> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null) =>
        ExecutorOf(source).Add(
            new DistinctUntilChangedByNode<T, TKey>(source, Guard.NotNull(keySelector), comparer));
}

/// <summary>The node of <see cref="NodeExtensions.DistinctUntilChangedBy"/>.</summary>
internal sealed class DistinctUntilChangedByNode<T, TKey>(
    Node<T> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer)
    : OperatorNode<T, T>(source)
{
    private readonly Func<T, TKey> _keySelector = keySelector;
    private readonly IEqualityComparer<TKey>? _comparer = comparer; // null for the type's own: no interface call
    private Kept<T> _kept;
    private Kept<TKey> _keptKey;
    private TKey _key = default!; // of the value; means nothing before there is one

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (!TryTake(in context)) return Control.Unchanged;
        TKey key = _keySelector(Source.Value);
        if (HasValue && IsRepeat(key)) return Control.Unchanged;
        _key = _keptKey.Take(key, context.Poisons);
        State = _kept.Take(Source.Value, context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Field(ref _key);
        state.Scratch(_kept);
        state.Scratch(_keptKey);
    }

    private bool IsRepeat(TKey key) =>
        _comparer is null ? _keptKey.AreEqual(_key, key) : _comparer.Equals(_key, key);
}
