namespace Spaxiom.Graph;

/// <summary>A node made of a state and a function, and no larger than these need.</summary>
internal sealed class BuiltNode<TState>(TState initial, CycleFunction<TState> cycle) : Node<TState>(initial)
{
    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context) => cycle(ref State, in context);
}

/// <summary>What a built node does outside its cycle function.</summary>
internal sealed class NodeHooks<TState>
{
    internal Action<Executor, Node<TState>>? Init { get; set; }

    internal Action<TState>? Effect { get; set; }

    internal Action<TState>? Drop { get; set; }
}

/// <summary>A built node that may have hooks.</summary>
internal abstract class HookedNode<TState>(TState initial, NodeHooks<TState>? hooks) : Node<TState>(initial)
{
    /// <inheritdoc/>
    protected sealed override void OnInit(Executor executor) => hooks?.Init?.Invoke(executor, this);

    /// <inheritdoc/>
    protected sealed override void OnEffect() => hooks?.Effect?.Invoke(State);

    /// <inheritdoc/>
    protected sealed override void OnDrop() => hooks?.Drop?.Invoke(State);

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state) => state.Scratch(hooks);
}

/// <summary>A node made of a state, a function and hooks.</summary>
internal sealed class BuiltHookedNode<TState>(
    TState initial, CycleFunction<TState> cycle, NodeHooks<TState> hooks)
    : HookedNode<TState>(initial, hooks)
{
    /// <summary>A node's kind does not depend on its hooks.</summary>
    internal override Type KindType => typeof(BuiltNode<TState>);

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context) => cycle(ref State, in context);
}

/// <summary>A node made of a state and a function that also takes the items of a channel.</summary>
internal sealed class BuiltChannelNode<TState, TItem>(
    TState initial, ChannelFunction<TState, TItem> cycle, NodeHooks<TState>? hooks)
    : HookedNode<TState>(initial, hooks)
{
    /// <summary>Where the items come from; null only while the node is being added.</summary>
    internal InputChannel<TItem>? Channel { get; set; }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context) =>
        cycle(ref State, Channel is null ? [] : Channel.Items, in context);

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Scratch(Channel); // outside of the graph
    }
}
