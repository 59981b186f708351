namespace Spaxiom.Graph;

/// <summary>Carries a node's value to a <see cref="Latest{T}"/> after each cycle in which it broadcast.</summary>
/// <remarks>
/// A batch is copied into a new array: its own buffer is used again, and nobody knows how long other threads read it.
/// </remarks>
internal sealed class PublishNode<T> : Node<bool>
{
    private readonly Node<T> _source;
    private readonly Latest<T> _latest;
    private Kept<T> _copies; // never released, so that each is a new array

    internal PublishNode(Node<T> source, Latest<T> latest)
        : base(initial: false)
    {
        (_source, _latest) = (source, latest);
        TriggeredBy(source);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        if (_source.HasValue) Publish();
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        context.RequestEffect();
        return Control.Unchanged;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Part(_latest);
        state.Scratch(_copies);
    }

    /// <inheritdoc/>
    protected override void OnEffect() => Publish();

    private void Publish() => _latest.Write(_copies.Keep(_source.Value));
}
