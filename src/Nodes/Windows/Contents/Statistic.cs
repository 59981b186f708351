namespace Spaxiom.Graph;

/// <summary>Formulas that more than one statistic uses.</summary>
internal static class Statistic
{
    /// <summary>The number; null when it is too large for one, or none at all.</summary>
    internal static double? OrNone(double number) => double.IsFinite(number) ? number : null;

    /// <summary>The sample variance; null below two samples.</summary>
    internal static double? Variance(in Moments samples) =>
        samples.Count < 2 ? null : OrNone(samples.Squares / (samples.Count - 1));

    /// <summary>The sample standard deviation; null below two samples.</summary>
    internal static double? Deviation(in Moments samples) =>
        samples.Count < 2 ? null : OrNone(Math.Sqrt(samples.Squares / (samples.Count - 1)));
}
