namespace Spaxiom.Graph;

/// <content>Merge: several sources of one type become one.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="MergeNode{T}"/>
    /// <param name="first">Wins over the other one.</param>
    /// <param name="second">The other one.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<T> Merge<T>(this Node<T> first, Node<T> second, string? name = null) =>
        first.Merge([second], name);

    /// <inheritdoc cref="MergeNode{T}"/>
    /// <param name="first">Wins over all others.</param>
    /// <param name="others">Each wins over those after it.</param>
    public static Node<T> Merge<T>(this Node<T> first, params ReadOnlySpan<Node<T>> others) =>
        first.Merge(others, name: null);

    /// <inheritdoc cref="MergeNode{T}"/>
    /// <param name="first">Wins over all others.</param>
    /// <param name="others">Each wins over those after it.</param>
    /// <param name="name">The node's label; null for none.</param>
    public static Node<T> Merge<T>(this Node<T> first, ReadOnlySpan<Node<T>> others, string? name) =>
        ExecutorOf(first).Add(new MergeNode<T>([first, .. others]) { Name = name });
}

/// <summary>
/// Whatever any of its sources brings: broadcasts whenever one of them does, with its value. If several do in one
/// cycle, the first of them in the order of arguments wins and the others are passed over.
/// </summary>
/// <remarks>
/// Has no value before one of the sources has. In its first cycle, if no source broadcasts, it takes the first that has
/// a value. Keeps the newest value.
/// </remarks>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class MergeNode<T> : Node<T>
{
    private readonly Node<T>[] _sources;

    /// <summary>A node for <see cref="Executor.Add{TNode}"/>.</summary>
    /// <param name="sources">At least one. Each wins over those after it.</param>
    public MergeNode(params ReadOnlySpan<Node<T>> sources)
    {
        if (sources.IsEmpty)
            throw new ArgumentException("A merge needs at least one source, but got none.", nameof(sources));
        foreach (Node<T> source in sources) ArgumentNullException.ThrowIfNull(source, nameof(sources));
        _sources = sources.ToArray();
        TriggeredBy(_sources);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (FirstWithValue() is not null) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        Node<T>? winner = FirstMutated(in context);
        if (winner is null && !HasValue) winner = FirstWithValue();
        if (winner is null) return Control.Unchanged;
        State = winner.Value;
        return Control.Broadcast;
    }

    private Node<T>? FirstMutated(in CycleContext context)
    {
        foreach (Node<T> source in _sources)
        {
            if (context.HasMutated(source)) return source;
        }

        return null;
    }

    private Node<T>? FirstWithValue()
    {
        foreach (Node<T> source in _sources)
        {
            if (source.HasValue) return source;
        }

        return null;
    }
}
