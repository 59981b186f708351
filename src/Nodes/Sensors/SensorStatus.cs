namespace Spaxiom.Graph;

/// <summary>What is known about the quality of a reading.</summary>
/// <remarks>
/// The numbers say nothing about which is worse: from best to worst they are <see cref="Ok"/>, <see cref="Unknown"/>,
/// <see cref="Stale"/>, <see cref="Down"/>, <see cref="Fault"/>, <see cref="Disabled"/>. Compare them by <see
/// cref="StatusOrder"/>.
/// </remarks>
public enum SensorStatus
{
    /// <summary>Nothing is known yet.</summary>
    Unknown,

    /// <summary>The value is good.</summary>
    Ok,

    /// <summary>The value was good, but nothing has followed it for too long.</summary>
    Stale,

    /// <summary>The source cannot be read.</summary>
    Down,

    /// <summary>The source was read, and what it gave cannot be right.</summary>
    Fault,

    /// <summary>The source was turned off on purpose.</summary>
    Disabled,
}
