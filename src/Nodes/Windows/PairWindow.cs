namespace Spaxiom.Graph;

/// <summary>
/// Pairs of numbers of two sources within a length of time, or the newest of a number: one pair whenever a source
/// brings a value while both are good, of the numbers that they are then.
/// </summary>
/// <remarks>
/// Each statistic is a node, which broadcasts its first value as soon as both sources have one, null included, and then
/// only changes. It is null while there are fewer pairs than <see cref="WindowOptions.MinCount"/>. What else belongs to
/// the window, and when it leaves, is as with <see cref="SampleWindow"/>.
/// </remarks>
public sealed class PairWindow
{
    private readonly SharedStore<PairStore> _shared;

    internal PairWindow(SharedStore<PairStore> shared) => _shared = shared;

    /// <summary>How many pairs left before their time, because there was no room for them.</summary>
    public long Overflow => _shared.Present?.Overflow ?? 0;

    /// <summary>How many values of both sources were not Ok, missing, NaN or infinite.</summary>
    public long Rejected => _shared.Present?.Rejected ?? 0;

    /// <summary>
    /// Whether every pair that belongs to the window is in it: false from an overflow until the window has gone past
    /// what was lost.
    /// </summary>
    public bool IsComplete => _shared.Present?.IsComplete ?? true;

    /// <summary>How many pairs there are; 0 if there are none.</summary>
    public Node<int> Count()
    {
        PairStore store = _shared.Get();
        return store.Executor!.Add(new CountNode(store));
    }

    /// <summary>
    /// The sample covariance, in the product of the two units: products of the deviations from the two means, by one
    /// less than the number of pairs. Null below two pairs.
    /// </summary>
    /// <remarks>
    /// Source: Chan, Golub, LeVeque, Stanford STAN-CS-79-773, 1979, with products in place of squares.
    /// </remarks>
    public Node<double?> Covariance() => Summary(static (in PairMoments pairs) => pairs.Covariance);

    /// <summary>
    /// The covariance of the pairs as a whole population: products of the deviations from the two means, by the number
    /// of pairs.
    /// </summary>
    /// <remarks>Source as of <see cref="Covariance"/>.</remarks>
    public Node<double?> PopulationCovariance() => Summary(static (in PairMoments pairs) => pairs.PopulationCovariance);

    /// <summary>
    /// Pearson's coefficient of correlation, from -1 to 1: the covariance by both standard deviations. Null below two
    /// pairs and while one of the sources brings always the same number.
    /// </summary>
    /// <remarks>Source: Pearson, <em>Proceedings of the Royal Society of London</em> 58, 1895, 240-242.</remarks>
    public Node<double?> Correlation() => Summary(static (in PairMoments pairs) => pairs.Correlation);

    private SummaryNode<PairMoments, double?> Summary(Formula<PairMoments, double?> formula)
    {
        PairStore store = _shared.Get();
        int minCount = ((PairKey)_shared.Key).Samples.Options.MinCount;
        return store.Executor!.Add(new SummaryNode<PairMoments, double?>(store, store.Summary, formula, minCount));
    }
}
