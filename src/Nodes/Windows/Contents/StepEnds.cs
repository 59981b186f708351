namespace Spaxiom.Graph;

/// <summary>The ends of a window in steps; there must be one when they are asked for.</summary>
internal sealed class StepEnds(WindowRing<WindowStep> ring) : WindowAspect<Ends>
{
    private Ends _ends;

    /// <inheritdoc/>
    internal override ref readonly Ends Current
    {
        get
        {
            _ends = new(ring.Oldest.Ends.First, ring.Newest.Ends.Last);
            return ref _ends;
        }
    }

    /// <inheritdoc/>
    internal override void Take(long number)
    {
    }

    /// <inheritdoc/>
    internal override void Release()
    {
    }

    /// <inheritdoc/>
    public override void OnState(StateMedium medium) => medium.Scratch(_ends);
}
