using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>
/// Checks of public arguments, so that each message names the parameter, the value and what was expected.
/// </summary>
internal static class Guard
{
    /// <summary>Returns the argument, which must not be null.</summary>
    internal static T NotNull<T>(
        [NotNull] T? value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }

    /// <summary>Returns the duration, which must be longer than zero.</summary>
    internal static TimeSpan Positive(TimeSpan value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value <= TimeSpan.Zero) ThrowOutOfRange(name, value, "must be longer than zero");
        return value;
    }

    /// <summary>Returns the duration, which must not be negative.</summary>
    internal static TimeSpan NotNegative(TimeSpan value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < TimeSpan.Zero) ThrowOutOfRange(name, value, "must not be negative");
        return value;
    }

    /// <summary>Returns the number, which must not be negative.</summary>
    internal static int NotNegative(int value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < 0) ThrowOutOfRange(name, value, "must not be negative");
        return value;
    }

    /// <summary>Returns the number, which must be at least 1.</summary>
    internal static int AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < 1) ThrowOutOfRange(name, value, "must be at least 1");
        return value;
    }

    /// <summary>Returns the number, which must be finite and above zero.</summary>
    internal static double PositiveFinite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!double.IsFinite(value) || value <= 0) ThrowOutOfRange(name, value, "must be a finite number above 0");
        return value;
    }

    /// <summary>Returns the number, which must be finite and not below zero.</summary>
    internal static T NotNegativeFinite<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!T.IsFinite(value) || value < T.Zero) ThrowOutOfRange(name, value, "must be a finite number, not below 0");
        return value;
    }

    /// <summary>Returns the value, which must be a named member of its enumeration.</summary>
    internal static TEnum Defined<TEnum>(TEnum value, [CallerArgumentExpression(nameof(value))] string name = "")
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
            ThrowOutOfRange(name, value, $"must be one of {string.Join(", ", Enum.GetNames<TEnum>())}");
        return value;
    }

    [DoesNotReturn]
    private static void ThrowOutOfRange(string name, object value, string expectation) =>
        throw new ArgumentOutOfRangeException(name, value, $"{name} {expectation}.");
}
