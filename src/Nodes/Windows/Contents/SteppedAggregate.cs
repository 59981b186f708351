namespace Spaxiom.Graph;

/// <summary>
/// The summary of a window in steps: of the closed ones, which slide, and of the one that still grows.
/// </summary>
/// <typeparam name="TAggregate">The summary.</typeparam>
internal sealed class SteppedAggregate<TAggregate>(WindowContents<WindowStep> contents) : WindowAspect<TAggregate>
    where TAggregate : struct, IAggregate<TAggregate, WindowStep>
{
    private readonly SlidingAggregate<TAggregate, WindowStep> _closed = new(contents);
    private TAggregate _current;

    /// <inheritdoc/>
    internal override ref readonly TAggregate Current
    {
        get
        {
            _current = contents.HasOpen
                ? TAggregate.Merge(in _closed.Current, TAggregate.Of(in contents.Newest))
                : _closed.Current;
            return ref _current;
        }
    }

    /// <inheritdoc/>
    internal override void Take(long number) => _closed.Take(number);

    /// <inheritdoc/>
    internal override void Release() => _closed.Release();

    /// <inheritdoc/>
    public override void OnState(StateMedium medium)
    {
        SlidingAggregate<TAggregate, WindowStep> closed = _closed;
        medium.Part(ref closed, nameof(_closed));
        medium.Scratch(_current);
    }
}
