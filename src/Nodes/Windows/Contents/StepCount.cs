namespace Spaxiom.Graph;

/// <summary>How many samples there are in all steps of a window.</summary>
internal sealed class StepCount(WindowContents<WindowStep> contents) : WindowAspect
{
    private long _closed;

    internal long Total => _closed + (contents.HasOpen ? (long)contents.Newest.Moments.Count : 0);

    /// <inheritdoc/>
    internal override void Take(long number) => _closed += (long)contents[number].Moments.Count;

    /// <inheritdoc/>
    internal override void Release() => _closed -= (long)contents.Oldest.Moments.Count;

    /// <inheritdoc/>
    public override void OnState(StateMedium medium) => medium.Field(ref _closed);
}
