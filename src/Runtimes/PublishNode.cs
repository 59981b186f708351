namespace Spaxiom.Graph;

/// <summary>Carries a node's value to a <see cref="Latest{T}"/> after each cycle in which it broadcast.</summary>
internal sealed class PublishNode<T> : Node<bool>
{
    private readonly Node<T> _source;
    private readonly Latest<T> _latest;

    internal PublishNode(Node<T> source, Latest<T> latest)
        : base(initial: false)
    {
        (_source, _latest) = (source, latest);
        TriggeredBy(source);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (_source.HasValue) _latest.Write(in _source.Value);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        context.RequestEffect();
        return Control.Unchanged;
    }

    /// <inheritdoc/>
    protected override void OnEffect() => _latest.Write(in _source.Value);
}
