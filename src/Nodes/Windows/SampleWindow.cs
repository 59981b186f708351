namespace Spaxiom.Graph;

/// <summary>
/// The samples that a source has brought of late, of which each counts once, also if it is equal to the one before:
/// those of a length of time, after <c>now - length</c> and up to <c>now</c>, or the newest of a number.
/// </summary>
/// <remarks>
/// <para>
/// A sample is a number that was Ok and finite when it came; others are counted as <see cref="Rejected"/>. The value
/// that the source has when the window's first statistic is asked for is a sample of the first cycle. A sample that
/// came at an instant is part of the window until just before that instant plus the length, and leaves at exactly that
/// instant, by a timer; a sample that comes then is in the same cycle.
/// </para>
/// <para>
/// Each statistic is a node. It broadcasts its first value as soon as the source has one, null included, and then only
/// changes. It is null while there are fewer samples than <see cref="WindowOptions.MinCount"/>, and when the result
/// would not be a finite number. Summaries are merged and never subtracted, so that results are as exact after years as
/// at the start.
/// </para>
/// <para>
/// The window itself is a node too, which all its statistics share, and which leaves with the last of them. Equal
/// windows of one source share it, if they were asked for before the source had a value or after the same cycle. For
/// the signal itself, weighted by how long each value held, see <see cref="HeldWindow"/>.
/// </para>
/// </remarks>
public sealed class SampleWindow
{
    private readonly SharedStore<SampleStore> _shared;

    internal SampleWindow(SharedStore<SampleStore> shared) => _shared = shared;

    /// <summary>How many samples left before their time, because there was no room for them.</summary>
    public long Overflow => _shared.Present?.Overflow ?? 0;

    /// <summary>How many values were no samples: not Ok, missing, NaN or infinite.</summary>
    public long Rejected => _shared.Present?.Rejected ?? 0;

    /// <summary>
    /// Whether every sample that belongs to the window is in it: false from an overflow until the window has gone past
    /// what was lost.
    /// </summary>
    public bool IsComplete => _shared.Present?.IsComplete ?? true;

    /// <summary>How many samples there are; 0 if there are none.</summary>
    public Node<int> Count()
    {
        SampleStore store = _shared.Get();
        return Add(store, new CountNode(store));
    }

    /// <summary>The sum of the samples, in their unit.</summary>
    /// <remarks>What rounding takes is summed up beside it. Source: Neumaier, ZAMM 54, 1974, 39-51.</remarks>
    public Node<double?> Sum() =>
        Summary<CompensatedSum, double?>(static (in CompensatedSum sum) => Statistic.OrNone(sum.Total));

    /// <summary>The mean of the samples, in their unit: their sum by their number.</summary>
    public Node<double?> Mean() =>
        Summary<Moments, double?>(static (in Moments samples) => Statistic.OrNone(samples.Mean));

    /// <summary>
    /// The sample variance, in the square of the samples' unit: squared deviations from the mean, by one less than
    /// their number. Null below two samples; exactly 0 if all are equal.
    /// </summary>
    /// <remarks>Source: Chan, Golub, LeVeque, Stanford STAN-CS-79-773, 1979, formula 2.1.</remarks>
    public Node<double?> Variance() => Summary<Moments, double?>(Statistic.Variance);

    /// <summary>The square root of <see cref="Variance"/>, in the samples' unit. Null below two samples.</summary>
    public Node<double?> StandardDeviation() => Summary<Moments, double?>(Statistic.Deviation);

    /// <summary>
    /// The variance of the samples as a whole population, in the square of their unit: squared deviations from the
    /// mean, by their number. Exactly 0 if all are equal.
    /// </summary>
    /// <remarks>Source as of <see cref="Variance"/>.</remarks>
    public Node<double?> PopulationVariance() => Summary<Moments, double?>(
        static (in Moments samples) => Statistic.OrNone(samples.Squares / samples.Count));

    /// <summary>The square root of <see cref="PopulationVariance"/>, in the samples' unit.</summary>
    public Node<double?> PopulationStandardDeviation() => Summary<Moments, double?>(
        static (in Moments samples) => Statistic.OrNone(Math.Sqrt(samples.Squares / samples.Count)));

    /// <summary>The lowest of the samples.</summary>
    public Node<double?> Min() => Summary<Lowest, double?>(static (in Lowest lowest) => lowest.Value);

    /// <summary>The highest of the samples.</summary>
    public Node<double?> Max() => Summary<Highest, double?>(static (in Highest highest) => highest.Value);

    /// <summary>The highest of the samples less the lowest.</summary>
    public Node<double?> Range() => Summary<Extent, double?>(static (in Extent extent) => extent.Range);

    /// <summary>The instant at which the newest of the lowest samples came.</summary>
    public Node<Instant?> TimeOfMin() => Summary<Lowest, Instant?>(static (in Lowest lowest) => lowest.Time);

    /// <summary>The instant at which the newest of the highest samples came.</summary>
    public Node<Instant?> TimeOfMax() => Summary<Highest, Instant?>(static (in Highest highest) => highest.Time);

    /// <summary>The median of the samples: the one in the middle, or the mean of the two that are.</summary>
    public Node<double?> Median() => Quantile(0.5);

    /// <summary>
    /// The value that a part of the samples does not exceed, linear between two samples: at place <c>(n - 1) x
    /// probability</c> of the n samples in ascending order, from 0.
    /// </summary>
    /// <remarks>
    /// Costs the logarithm of the number of samples. Source: Hyndman, Fan, <em>Sample quantiles in statistical
    /// packages</em>, The American Statistician 50(4), 1996, 361-365, definition 7.
    /// </remarks>
    /// <param name="probability">From 0, the minimum, to 1, the maximum.</param>
    /// <exception cref="InvalidOperationException">The window keeps steps and no single samples.</exception>
    public Node<double?> Quantile(double probability)
    {
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(probability), probability, "A probability must be a number from 0 to 1.");
        }

        if (Key.Options.Every is { } every)
        {
            throw new InvalidOperationException(
                $"A quantile was asked of a window in steps of {every}, which keeps no single samples. Leave "
                + $"{nameof(WindowOptions)}.{nameof(WindowOptions.Every)} out, or ask a shorter window.");
        }

        SampleStore store = _shared.Get();
        return Add(store, new QuantileNode(store, ((EachSampleStore)store).Sort(), probability, Key.Options.MinCount));
    }

    /// <summary>The oldest sample.</summary>
    public Node<double?> First() => OfEnds(static (in Ends ends) => ends.First.Value);

    /// <summary>The newest sample.</summary>
    public Node<double?> Last() => OfEnds(static (in Ends ends) => ends.Last.Value);

    /// <summary>
    /// The change from the oldest to the newest sample, by the time between them, in their unit per second. Null while
    /// both came at one instant.
    /// </summary>
    public Node<double?> Rate() => OfEnds(
        static (in Ends ends) => ends.Rate is { } rate ? Statistic.OrNone(rate) : null);

    /// <summary>
    /// The slope of the straight line through the samples, by least squares against the instants at which they came, in
    /// their unit per second. Null while all came at one instant.
    /// </summary>
    /// <remarks>
    /// The sum of products of deviations from the means of times and samples, by the sum of squared deviations of the
    /// times. Merged as for <see cref="Variance"/>, with products in place of squares.
    /// </remarks>
    public Node<double?> Slope() => Summary<Trend, double?>(
        static (in Trend trend) => trend.Slope is { } slope ? Statistic.OrNone(slope) : null);

    /// <summary>
    /// How far the newest sample is from the mean of all, in standard deviations. Null below two samples and if all are
    /// equal.
    /// </summary>
    public Node<double?> ZScore()
    {
        SampleStore store = _shared.Get();
        return Add(store, new ZScoreNode(store, store.Summarize<Moments>(), store.Ends, Key.Options.MinCount));
    }

    private SampleKey Key => (SampleKey)_shared.Key;

    private Node<double?> OfEnds(Formula<Ends, double?> formula)
    {
        SampleStore store = _shared.Get();
        return Add(store, new SummaryNode<Ends, double?>(store, store.Ends, formula, Key.Options.MinCount));
    }

    private Node<TResult> Summary<TAggregate, TResult>(Formula<TAggregate, TResult> formula)
        where TAggregate : struct, IAggregate<TAggregate, WindowSample>, IAggregate<TAggregate, WindowStep>
    {
        SampleStore store = _shared.Get();
        WindowAspect<TAggregate> summary = store.Summarize<TAggregate>();
        return Add(store, new SummaryNode<TAggregate, TResult>(store, summary, formula, Key.Options.MinCount));
    }

    private static Node<T> Add<T>(SampleStore store, StatisticNode<T> statistic) => store.Executor!.Add(statistic);
}
