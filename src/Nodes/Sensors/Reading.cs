using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>A measured value with its quality and its times. The default reading has no value and is Unknown.</summary>
/// <remarks>
/// A reading that is <see cref="SensorStatus.Ok"/> has a value that can be used: a number that is NaN or infinite makes
/// it a <see cref="SensorStatus.Fault"/> without one.
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
[ValueCodec(typeof(ReadingCodec<>))]
public readonly record struct Reading<T>
{
    /// <summary>A reading with a value.</summary>
    /// <param name="value">What was measured, or what stands in for it while the status is not Ok.</param>
    /// <param name="status">Its quality; a number that is not finite is at best a Fault.</param>
    /// <param name="sourceTime">When it was measured, by its source.</param>
    /// <param name="arrivalTime">When it entered the graph, in engine time.</param>
    public Reading(T value, SensorStatus status, Instant sourceTime, Instant arrivalTime)
    {
        Guard.Defined(status);
        (Value, SourceTime, ArrivalTime) = (value, sourceTime, arrivalTime);
        HasValue = IsFinite(value);
        Status = HasValue ? status : StatusOrder.WorseOf(status, SensorStatus.Fault);
    }

    /// <summary>A reading that has no value at all.</summary>
    /// <param name="status">Why; anything but Ok.</param>
    /// <param name="sourceTime">When that was so, by the source.</param>
    /// <param name="arrivalTime">When it entered the graph, in engine time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is Ok, or none of the named ones.</exception>
    public Reading(SensorStatus status, Instant sourceTime, Instant arrivalTime)
    {
        if (Guard.Defined(status) == SensorStatus.Ok)
        {
            throw new ArgumentOutOfRangeException(
                nameof(status),
                status,
                "A reading without a value cannot be Ok. Give a status that says why it has none.");
        }

        (Value, Status, SourceTime, ArrivalTime) = (default!, status, sourceTime, arrivalTime);
    }

    /// <summary>
    /// What was measured, or what stands in for it while <see cref="Status"/> is not Ok; the type's default when
    /// nothing does, and whatever came when a number was not finite.
    /// </summary>
    public T Value { get; }

    /// <summary>Whether <see cref="Value"/> is one that can be computed with.</summary>
    public bool HasValue { get; }

    /// <summary>The quality of the value.</summary>
    public SensorStatus Status { get; }

    /// <summary>Whether the value is good.</summary>
    public bool IsOk => Status == SensorStatus.Ok;

    /// <summary>When it was measured, by its source; the arrival where the source does not say.</summary>
    public Instant SourceTime { get; }

    /// <summary>When it entered the graph, in engine time: windows, delays and staleness go by it.</summary>
    public Instant ArrivalTime { get; }

    /// <summary>How long ago it was measured; negative when its source is ahead of the engine.</summary>
    /// <param name="now">The present instant.</param>
    public TimeSpan Age(Instant now) => now - SourceTime;

    /// <summary>Whether a value can be computed with: only floating-point numbers may not be.</summary>
    private static bool IsFinite(T value)
    {
        if (typeof(T) == typeof(double)) return double.IsFinite(Unsafe.As<T, double>(ref value));
        if (typeof(T) == typeof(float)) return float.IsFinite(Unsafe.As<T, float>(ref value));
        if (typeof(T) == typeof(Half)) return Half.IsFinite(Unsafe.As<T, Half>(ref value));
        return true;
    }
}
