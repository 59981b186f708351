using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <summary>
/// What is handed to a sensor from outside: a value, with or without its source's time, or a failure.
/// </summary>
/// <remarks>The default sample is a failure whose status is Unknown.</remarks>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly record struct Sample<T>
{
    /// <summary>A good value.</summary>
    /// <param name="value">What was measured.</param>
    /// <param name="sourceTime">When, by the source; null where it does not say.</param>
    public Sample(T value, Instant? sourceTime = null) =>
        (Value, SourceTime, Status) = (value, sourceTime, SensorStatus.Ok);

    private Sample(SensorStatus status, Instant? sourceTime) =>
        (Value, SourceTime, Status) = (default!, sourceTime, status);

    /// <summary>What was measured; the type's default in a failure.</summary>
    public T Value { get; }

    /// <summary>When it was measured, by the source; null where it does not say.</summary>
    public Instant? SourceTime { get; }

    /// <summary>Ok for a value; in a failure, what it is.</summary>
    public SensorStatus Status { get; }

    /// <summary>Whether there is no value but a failure.</summary>
    public bool IsFailure => Status != SensorStatus.Ok;

    /// <summary>A failure in place of a value.</summary>
    /// <param name="status">What it is; anything but Ok.</param>
    /// <param name="sourceTime">When, by the source; null where it does not say.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is Ok, or none of the named ones.</exception>
    [SuppressMessage("Design", "CA1000", Justification = "It reads as what it makes, and its type cannot be inferred.")]
    public static Sample<T> Failed(SensorStatus status, Instant? sourceTime = null)
    {
        if (Guard.Defined(status) != SensorStatus.Ok) return new(status, sourceTime);
        throw new ArgumentOutOfRangeException(
            nameof(status), status, "A failure cannot be Ok. Give a status that says what failed, or a value.");
    }
}
