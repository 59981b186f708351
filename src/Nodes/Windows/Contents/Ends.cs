namespace Spaxiom.Graph;

/// <summary>The oldest and the newest sample of a window that has any.</summary>
internal readonly struct Ends(WindowSample first, WindowSample last)
{
    internal WindowSample First { get; } = first;

    internal WindowSample Last { get; } = last;

    /// <summary>The change per second; null while both belong to one instant.</summary>
    internal double? Rate
    {
        get
        {
            long nanoseconds = Last.Time.UnixNanoseconds - First.Time.UnixNanoseconds;
            return nanoseconds > 0 ? (Last.Value - First.Value) / (nanoseconds / 1e9) : null;
        }
    }
}

/// <summary>The ends of a window that keeps every sample; there must be one when they are asked for.</summary>
internal sealed class SampleEnds(WindowRing<WindowSample> ring) : WindowAspect<Ends>
{
    private Ends _ends;

    /// <inheritdoc/>
    internal override ref readonly Ends Current
    {
        get
        {
            _ends = new(ring.Oldest, ring.Newest);
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
