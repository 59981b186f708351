using System.Numerics;

namespace Spaxiom.Graph;

/// <content>Averages that forget the past little by little.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The exponential moving average by samples: the first number, then <c>average + alpha x (number - average)</c>.
    /// </summary>
    /// <remarks>
    /// Broadcasts its first value as soon as the source has one, null until that is a good number, and then only
    /// changes. What is not Ok, missing or no finite number is passed over. Source: Hunter, <em>The exponentially
    /// weighted moving average</em>, Journal of Quality Technology 18(4), 1986, 203-210.
    /// </remarks>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="source">Readings, numbers, or numbers that may be missing.</param>
    /// <param name="alpha">The weight of each new number, above 0 and at most 1.</param>
    public static Node<double?> Ema<T>(this Node<Reading<T>> source, double alpha)
        where T : struct, INumber<T> => AddEma(source, NumberIntake.Of(source), alpha);

    /// <inheritdoc cref="Ema{T}(Node{Reading{T}}, double)"/>
    public static Node<double?> Ema<T>(this Node<T> source, double alpha)
        where T : struct, INumber<T> => AddEma(source, NumberIntake.Of(source), alpha);

    /// <inheritdoc cref="Ema{T}(Node{Reading{T}}, double)"/>
    public static Node<double?> Ema<T>(this Node<T?> source, double alpha)
        where T : struct, INumber<T> => AddEma(source, NumberIntake.Of(source), alpha);

    /// <summary>
    /// The exponential moving average by samples whose weights are as old on average as those of the mean of
    /// <paramref name="span"/> samples: <see cref="Ema{T}(Node{Reading{T}}, double)"/> with
    /// <c>alpha = 2 / (span + 1)</c>.
    /// </summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="source">Readings, numbers, or numbers that may be missing.</param>
    /// <param name="span">A number of samples, at least 1.</param>
    public static Node<double?> EmaBySpan<T>(this Node<Reading<T>> source, double span)
        where T : struct, INumber<T> => AddEma(source, NumberIntake.Of(source), AlphaOfSpan(span));

    /// <inheritdoc cref="EmaBySpan{T}(Node{Reading{T}}, double)"/>
    public static Node<double?> EmaBySpan<T>(this Node<T> source, double span)
        where T : struct, INumber<T> => AddEma(source, NumberIntake.Of(source), AlphaOfSpan(span));

    /// <inheritdoc cref="EmaBySpan{T}(Node{Reading{T}}, double)"/>
    public static Node<double?> EmaBySpan<T>(this Node<T?> source, double span)
        where T : struct, INumber<T> => AddEma(source, NumberIntake.Of(source), AlphaOfSpan(span));

    /// <summary>
    /// The exponential moving average by time: the first number, then <c>average + (1 - 2^(-passed / halfLife)) x
    /// (number - average)</c>, in which the time passed is that since the last good number came.
    /// </summary>
    /// <remarks>
    /// Broadcasts its first value as soon as the source has one, null until that is a good number, and then only
    /// changes. What is not Ok, missing or no finite number is passed over; a second number at one instant has no
    /// weight. Nothing moves between numbers.
    /// </remarks>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="source">Readings, numbers, or numbers that may be missing.</param>
    /// <param name="halfLife">The time in which the weight of the past halves; longer than zero.</param>
    public static Node<double?> Ema<T>(this Node<Reading<T>> source, TimeSpan halfLife)
        where T : struct, INumber<T> => AddEma(source, NumberIntake.Of(source), halfLife);

    /// <inheritdoc cref="Ema{T}(Node{Reading{T}}, TimeSpan)"/>
    public static Node<double?> Ema<T>(this Node<T> source, TimeSpan halfLife)
        where T : struct, INumber<T> => AddEma(source, NumberIntake.Of(source), halfLife);

    /// <inheritdoc cref="Ema{T}(Node{Reading{T}}, TimeSpan)"/>
    public static Node<double?> Ema<T>(this Node<T?> source, TimeSpan halfLife)
        where T : struct, INumber<T> => AddEma(source, NumberIntake.Of(source), halfLife);

    private static EmaBySampleNode AddEma(Node source, NumberIntake intake, double alpha)
    {
        if (alpha > 0 && alpha <= 1) return ExecutorOf(source).Add(new EmaBySampleNode(intake, alpha));
        throw new ArgumentOutOfRangeException(
            nameof(alpha), alpha, "alpha, the weight of a new number, must be above 0 and at most 1.");
    }

    private static EmaByTimeNode AddEma(Node source, NumberIntake intake, TimeSpan halfLife) =>
        ExecutorOf(source).Add(new EmaByTimeNode(intake, Guard.Positive(halfLife)));

    private static double AlphaOfSpan(double span)
    {
        if (span >= 1 && double.IsFinite(span)) return 2 / (span + 1);
        throw new ArgumentOutOfRangeException(
            nameof(span), span, "span, a number of samples, must be a finite number of at least 1.");
    }
}
