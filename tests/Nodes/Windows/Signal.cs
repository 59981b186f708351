using MathNet.Numerics;
using MathNet.Numerics.Statistics;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// What a source has brought so far, and every statistic of it recomputed from the whole list, as its definition says.
/// Times are in seconds, and decimal, so that nanoseconds are exact.
/// </summary>
internal sealed class Signal
{
    private readonly List<(decimal At, double? Value)> _events = []; // null: bad

    internal bool HasBegun => _events.Count > 0;

    internal void Add(decimal at, double? value) => _events.Add((at, value));

    /// <summary>The good samples after <c>now - length</c>.</summary>
    internal Samples Within(decimal now, decimal length) =>
        new([.. Good.Where(item => item.At > now - length && item.At <= now)]);

    /// <summary>The newest good samples.</summary>
    internal Samples Newest(int count) => new([.. Good.TakeLast(count)]);

    /// <summary>The pieces of the held signal after <c>now - length</c> in which it had a value.</summary>
    internal Held HeldWithin(decimal now, decimal length)
    {
        var pieces = new List<(decimal Start, decimal End, double? Value)>();
        double? atStart = null;
        for (int i = 0; i < _events.Count; i++)
        {
            (decimal start, double? value) = _events[i];
            bool isOverwritten = i + 1 < _events.Count && _events[i + 1].At == start;
            if (isOverwritten) continue;
            decimal end = i + 1 < _events.Count ? _events[i + 1].At : decimal.MaxValue;
            if (start <= now - length && now - length < end) atStart = value;
            if (end > now - length) pieces.Add((Math.Max(start, now - length), Math.Min(end, now), value));
        }

        return new(pieces, atStart, _events.Count > 0 ? _events[^1].Value : null, length);
    }

    /// <summary>The integral over all time up to now.</summary>
    internal decimal IntegralUntil(decimal now) => HeldWithin(now, length: 1_000_000).Integral;

    internal double? Ema(double alpha)
    {
        double? average = null;
        foreach ((_, double value) in Good)
            average = average is null ? value : (alpha * value) + ((1 - alpha) * average);
        return average;
    }

    internal double? EmaByTime(double halfLife)
    {
        double? average = null;
        decimal last = 0;
        foreach ((decimal at, double value) in Good)
        {
            double past = Math.Pow(0.5, (double)(at - last) / halfLife);
            average = average is null ? value : (past * average) + ((1 - past) * value);
            last = at;
        }

        return average;
    }

    internal double? Increase(decimal now, decimal length)
    {
        (decimal At, double Value)[] good = [.. Good];
        if (good.Length == 0) return null;
        double sum = 0;
        for (int i = 1; i < good.Length; i++)
        {
            double growth = good[i].Value >= good[i - 1].Value ? good[i].Value - good[i - 1].Value : good[i].Value;
            if (good[i].At > now - length) sum += growth;
        }

        return sum;
    }

    private IEnumerable<(decimal At, double Value)> Good =>
        _events.Where(item => item.Value.HasValue).Select(item => (item.At, item.Value!.Value));

    /// <summary>Samples of a window and what follows from them.</summary>
    internal sealed class Samples((decimal At, double Value)[] items)
    {
        private readonly double[] _values = [.. items.Select(item => item.Value)];

        internal int Count => items.Length;

        internal double? Sum => Any(_values.Sum);

        internal double? Mean => Any(_values.Mean);

        internal double? Variance => Two(_values.Variance);

        internal double? StandardDeviation => Two(_values.StandardDeviation);

        internal double? PopulationVariance => Any(_values.PopulationVariance);

        internal double? PopulationStandardDeviation => Any(_values.PopulationStandardDeviation);

        internal double? Min => Any(_values.Min);

        internal double? Max => Any(_values.Max);

        internal double? Range => Max - Min;

        internal decimal? TimeOfMin => Count == 0 ? null : items.Last(item => item.Value == Min).At;

        internal decimal? TimeOfMax => Count == 0 ? null : items.Last(item => item.Value == Max).At;

        internal double? First => Any(() => items[0].Value);

        internal double? Last => Any(() => items[^1].Value);

        internal double? Rate => SpansTime ? (Last - First) / (double)(items[^1].At - items[0].At) : null;

        internal double? Slope => SpansTime ? Fit.Line([.. items.Select(item => (double)item.At)], _values).B : null;

        internal double? ZScore => StandardDeviation > 0 ? (Last - Mean) / StandardDeviation : null;

        internal double? Quantile(double probability) =>
            Any(() => _values.QuantileCustom(probability, QuantileDefinition.R7));

        private bool SpansTime => items.Length > 1 && items[^1].At > items[0].At;

        private double? Any(Func<double> compute) => items.Length > 0 ? compute() : null;

        private double? Two(Func<double> compute) => items.Length > 1 ? compute() : null;
    }

    /// <summary>Pieces of a held signal and what follows from them.</summary>
    internal sealed class Held(
        List<(decimal Start, decimal End, double? Value)> pieces, double? atStart, double? atEnd, decimal length)
    {
        private readonly double[] _values =
            [.. pieces.Where(piece => piece.Value.HasValue).Select(piece => piece.Value!.Value)];

        internal decimal Covered => pieces.Sum(piece => piece.Value is null ? 0 : piece.End - piece.Start);

        internal decimal Integral => pieces.Sum(piece => (decimal)(piece.Value ?? 0) * (piece.End - piece.Start));

        internal double? Mean => Covered > 0 ? (double)(Integral / Covered) : null;

        internal double Coverage => (double)(Covered / length);

        internal bool IsMeanAtLeast(decimal limit) => Covered > 0 && Integral >= limit * Covered;

        internal bool IsMeanBelow(decimal limit) => Covered > 0 && Integral < limit * Covered;

        internal double? Min => _values.Length > 0 ? _values.Min() : null;

        internal double? Max => _values.Length > 0 ? _values.Max() : null;

        internal double? Range => Max - Min;

        internal double? Rate => (atEnd - atStart) / (double)length;
    }
}
