namespace Spaxiom.Graph;

/// <summary>Instants at equal distances from the first at which it is asked; none when there is no distance.</summary>
internal struct StepGrid(TimeSpan? every) : IStatePart
{
    private readonly long _every = every is { } step ? new WindowLength(step).Nanoseconds : 0; // 0 when there are none
    private bool _hasBegun;
    private Instant _next; // if _hasBegun

    /// <inheritdoc/>
    public void OnState(StateMedium medium)
    {
        medium.Constant(_every);
        medium.Field(ref _hasBegun);
        medium.Field(ref _next);
    }

    /// <summary>Whether one of the instants has come since it was last asked for the next.</summary>
    internal readonly bool IsDue(Instant now) => _hasBegun && _next <= now;

    /// <summary>The first of the instants after the present one; MaxValue when there is none.</summary>
    internal Instant After(Instant now)
    {
        if (_every == 0) return Instant.MaxValue;
        if (!_hasBegun) (_hasBegun, _next) = (true, now);
        if (_next > now) return _next;
        long passed = ((now.UnixNanoseconds - _next.UnixNanoseconds) / _every) + 1;
        Int128 next = _next.UnixNanoseconds + ((Int128)passed * _every);
        return _next = next < long.MaxValue ? new Instant((long)next) : Instant.MaxValue;
    }
}
