using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>
/// Checks of public arguments. Each message names the parameter or the property, the expectation and the value.
/// </summary>
/// <remarks>
/// The compiler passes the last two arguments: the checked expression, and the member that checks it. The name in the
/// message is the expression; in a property, where the expression is always <c>value</c>, it is the member.
/// </remarks>
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
    internal static TimeSpan Positive(
        TimeSpan value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string member = "")
    {
        if (value <= TimeSpan.Zero) ThrowOutOfRange(name, member, value, "must be longer than zero");
        return value;
    }

    /// <summary>Returns the duration, which must not be negative.</summary>
    internal static TimeSpan NotNegative(
        TimeSpan value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string member = "")
    {
        if (value < TimeSpan.Zero) ThrowOutOfRange(name, member, value, "must not be negative");
        return value;
    }

    /// <summary>Returns the number, which must not be negative.</summary>
    internal static int NotNegative(
        int value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string member = "")
    {
        if (value < 0) ThrowOutOfRange(name, member, value, "must not be negative");
        return value;
    }

    /// <summary>Returns the number, which must be at least 1.</summary>
    internal static int AtLeastOne(
        int value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string member = "")
    {
        if (value < 1) ThrowOutOfRange(name, member, value, "must be at least 1");
        return value;
    }

    /// <summary>Returns the number, which must lie in a range, both ends included.</summary>
    internal static T InRange<T>(
        T value,
        T min,
        T max,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string member = "")
        where T : struct, INumber<T>
    {
        if (!(value >= min && value <= max)) ThrowOutOfRange(name, member, value, $"must be from {min} to {max}");
        return value;
    }

    /// <summary>Returns the number, which must be above zero; infinity is.</summary>
    internal static double Positive(
        double value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string member = "")
    {
        if (!(value > 0)) ThrowOutOfRange(name, member, value, "must be a number above 0");
        return value;
    }

    /// <summary>Returns the number, which must be finite and not below zero.</summary>
    internal static T NotNegativeFinite<T>(
        T value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string member = "")
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!T.IsFinite(value) || value < T.Zero)
            ThrowOutOfRange(name, member, value, "must be a finite number, not below 0");
        return value;
    }

    /// <summary>Returns the value, which must be a named member of its enumeration.</summary>
    internal static TEnum Defined<TEnum>(
        TEnum value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string member = "")
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
            ThrowOutOfRange(name, member, value, $"must be one of {string.Join(", ", Enum.GetNames<TEnum>())}");
        return value;
    }

    [DoesNotReturn]
    private static void ThrowOutOfRange(string name, string member, object value, string expectation)
    {
        string subject = name == nameof(value) ? member : name;
        throw new ArgumentOutOfRangeException(subject, value, $"{subject} {expectation}.");
    }
}
