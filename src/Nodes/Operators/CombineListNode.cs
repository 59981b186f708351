namespace Spaxiom.Graph;

/// <content>Combine of a list of sources.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// A function of the newest values of any number of sources. Broadcasts once in every cycle in which one of them
    /// does, as soon as all have values.
    /// </summary>
    /// <remarks>
    /// Has no value before all sources have one. Keeps the newest result only. It is <c>CombineLatest</c> of Rx and R3
    /// for a list, which bring a result for each of several values of one moment.
    /// </remarks>
    /// <typeparam name="T">The type of the sources' values.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="sources">At least one; their order is the order of the values.</param>
    /// <param name="combine">The result of the values, which are valid only during the call.</param>
    public static Node<TResult> Combine<T, TResult>(
        this IReadOnlyList<Node<T>> sources, Func<ReadOnlySpan<T>, TResult> combine)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(combine);
        if (sources.Count == 0)
            throw new ArgumentException("Combine needs at least one source, but the list is empty.", nameof(sources));
        Node<T>[] all = [.. sources];
        foreach (Node<T> source in all) ArgumentNullException.ThrowIfNull(source, nameof(sources));
        return ExecutorOf(all[0], nameof(sources)).Add(new CombineListNode<T, TResult>(all, combine));
    }
}

/// <summary>The node of Combine over a list.</summary>
internal sealed class CombineListNode<T, TResult>(Node<T>[] sources, Func<ReadOnlySpan<T>, TResult> combine)
    : JoinNode<TResult>(sources)
{
    private readonly Node<T>[] _sources = sources;
    private readonly Func<ReadOnlySpan<T>, TResult> _combine = combine;
    private readonly T[] _values = new T[sources.Length]; // for the call
    private Kept<TResult> _kept;

    private protected override bool CanBegin => Array.TrueForAll(_sources, static source => source.HasValue);

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        bool isNews = !HasValue;
        for (int i = 0; i < _sources.Length; i++)
        {
            Node<T> source = _sources[i];
            if (!source.HasValue) return Control.Unchanged;
            isNews |= context.HasMutatedUnchecked(source);
            _values[i] = source.Value;
        }

        if (!isNews) return Control.Unchanged;
        State = _kept.Take(_combine(_values), context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Scratch(_values);
        state.Scratch(_kept);
    }
}
