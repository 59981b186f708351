namespace Spaxiom.Graph;

/// <content>Combine: several sources are read together.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// A function of the newest values of two sources. Broadcasts once in every cycle in which one of them does, as
    /// soon as all have values.
    /// </summary>
    /// <remarks>Has no value before all sources have one. Keeps the newest result only.</remarks>
    /// <typeparam name="T1">The type of the first source's value.</typeparam>
    /// <typeparam name="T2">The type of the second source's value.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="first">The first source.</param>
    /// <param name="second">The second source.</param>
    /// <param name="combine">The result of the two values.</param>
    public static Node<TResult> Combine<T1, T2, TResult>(
        this Node<T1> first, Node<T2> second, Func<T1, T2, TResult> combine) =>
        ExecutorOf(first).Add(
            new CombineNode<T1, T2, TResult>(first, Guard.NotNull(second), Guard.NotNull(combine)));

    /// <summary>
    /// A function of the newest values of three sources. Broadcasts once in every cycle in which one of them does, as
    /// soon as all have values.
    /// </summary>
    /// <remarks>Has no value before all sources have one. Keeps the newest result only.</remarks>
    /// <typeparam name="T1">The type of the first source's value.</typeparam>
    /// <typeparam name="T2">The type of the second source's value.</typeparam>
    /// <typeparam name="T3">The type of the third source's value.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="first">The first source.</param>
    /// <param name="second">The second source.</param>
    /// <param name="third">The third source.</param>
    /// <param name="combine">The result of the three values.</param>
    public static Node<TResult> Combine<T1, T2, T3, TResult>(
        this Node<T1> first,
        Node<T2> second,
        Node<T3> third,
        Func<T1, T2, T3, TResult> combine) =>
        ExecutorOf(first).Add(new CombineNode<T1, T2, T3, TResult>(
            first, Guard.NotNull(second), Guard.NotNull(third), Guard.NotNull(combine)));

    /// <summary>
    /// A function of the newest values of four sources. Broadcasts once in every cycle in which one of them does, as
    /// soon as all have values.
    /// </summary>
    /// <remarks>Has no value before all sources have one. Keeps the newest result only.</remarks>
    /// <typeparam name="T1">The type of the first source's value.</typeparam>
    /// <typeparam name="T2">The type of the second source's value.</typeparam>
    /// <typeparam name="T3">The type of the third source's value.</typeparam>
    /// <typeparam name="T4">The type of the fourth source's value.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="first">The first source.</param>
    /// <param name="second">The second source.</param>
    /// <param name="third">The third source.</param>
    /// <param name="fourth">The fourth source.</param>
    /// <param name="combine">The result of the four values.</param>
    public static Node<TResult> Combine<T1, T2, T3, T4, TResult>(
        this Node<T1> first,
        Node<T2> second,
        Node<T3> third,
        Node<T4> fourth,
        Func<T1, T2, T3, T4, TResult> combine) =>
        ExecutorOf(first).Add(new CombineNode<T1, T2, T3, T4, TResult>(
            first, Guard.NotNull(second), Guard.NotNull(third), Guard.NotNull(fourth), Guard.NotNull(combine)));
}

/// <summary>The node of Combine over two sources.</summary>
internal sealed class CombineNode<T1, T2, TResult>(
    Node<T1> first, Node<T2> second, Func<T1, T2, TResult> combine)
    : JoinNode<TResult>(first, second)
{
    private readonly Node<T1> _first = first;
    private readonly Node<T2> _second = second;
    private readonly Func<T1, T2, TResult> _combine = combine;
    private Kept<TResult> _kept;

    private protected override bool CanBegin => _first.HasValue && _second.HasValue;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        bool isNews = !HasValue || context.HasMutatedUnchecked(_first) || context.HasMutatedUnchecked(_second);
        if (!isNews || !CanBegin) return Control.Unchanged;
        State = _kept.Take(_combine(_first.Value, _second.Value), context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Scratch(_kept);
    }
}

/// <summary>The node of Combine over three sources.</summary>
internal sealed class CombineNode<T1, T2, T3, TResult>(
    Node<T1> first, Node<T2> second, Node<T3> third, Func<T1, T2, T3, TResult> combine)
    : JoinNode<TResult>(first, second, third)
{
    private readonly Node<T1> _first = first;
    private readonly Node<T2> _second = second;
    private readonly Node<T3> _third = third;
    private readonly Func<T1, T2, T3, TResult> _combine = combine;
    private Kept<TResult> _kept;

    private protected override bool CanBegin => _first.HasValue && _second.HasValue && _third.HasValue;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        bool isNews = !HasValue || context.HasMutatedUnchecked(_first) || context.HasMutatedUnchecked(_second)
            || context.HasMutatedUnchecked(_third);
        if (!isNews || !CanBegin) return Control.Unchanged;
        State = _kept.Take(_combine(_first.Value, _second.Value, _third.Value), context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Scratch(_kept);
    }
}

/// <summary>The node of Combine over four sources.</summary>
internal sealed class CombineNode<T1, T2, T3, T4, TResult>(
    Node<T1> first, Node<T2> second, Node<T3> third, Node<T4> fourth, Func<T1, T2, T3, T4, TResult> combine)
    : JoinNode<TResult>(first, second, third, fourth)
{
    private readonly Node<T1> _first = first;
    private readonly Node<T2> _second = second;
    private readonly Node<T3> _third = third;
    private readonly Node<T4> _fourth = fourth;
    private readonly Func<T1, T2, T3, T4, TResult> _combine = combine;
    private Kept<TResult> _kept;

    private protected override bool CanBegin =>
        _first.HasValue && _second.HasValue && _third.HasValue && _fourth.HasValue;

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        bool isNews = !HasValue || context.HasMutatedUnchecked(_first) || context.HasMutatedUnchecked(_second)
            || context.HasMutatedUnchecked(_third) || context.HasMutatedUnchecked(_fourth);
        if (!isNews || !CanBegin) return Control.Unchanged;
        State = _kept.Take(_combine(_first.Value, _second.Value, _third.Value, _fourth.Value), context.Poisons);
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Scratch(_kept);
    }
}
