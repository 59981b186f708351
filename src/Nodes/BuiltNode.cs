namespace Spaxiom.Graph;

/// <summary>What a built node does outside its cycle function.</summary>
internal sealed class NodeHooks<TState>
{
    internal Action<Executor, Node<TState>>? Init { get; set; }

    internal Action<TState>? Effect { get; set; }

    internal Action<TState>? Drop { get; set; }
}

/// <summary>A node made of a state and a function.</summary>
internal sealed class BuiltNode<TState>(TState initial, CycleFunction<TState> cycle, NodeHooks<TState>? hooks)
    : Node<TState>(initial)
{
    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context) => cycle(ref State, in context);

    /// <inheritdoc/>
    protected override void OnInit(Executor executor) => hooks?.Init?.Invoke(executor, this);

    /// <inheritdoc/>
    protected override void OnEffect() => hooks?.Effect?.Invoke(State);

    /// <inheritdoc/>
    protected override void OnDrop() => hooks?.Drop?.Invoke(State);
}

/// <summary>A node made of a state and a function that also takes the items of a channel.</summary>
internal sealed class BuiltChannelNode<TState, TItem>(
    TState initial, ChannelFunction<TState, TItem> cycle, NodeHooks<TState>? hooks)
    : Node<TState>(initial)
{
    /// <summary>Where the items come from; null only while the node is being added.</summary>
    internal InputChannel<TItem>? Channel { get; set; }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context) =>
        cycle(ref State, Channel is null ? [] : Channel.Items, in context);

    /// <inheritdoc/>
    protected override void OnInit(Executor executor) => hooks?.Init?.Invoke(executor, this);

    /// <inheritdoc/>
    protected override void OnEffect() => hooks?.Effect?.Invoke(State);

    /// <inheritdoc/>
    protected override void OnDrop() => hooks?.Drop?.Invoke(State);
}
