using System.Numerics;

namespace Spaxiom.Graph.Examples.OrderBook;

/// <summary>
/// Counts durations in buckets that are narrow where durations are short: each power of two is split into 128 equal
/// buckets, so a percentile is at most 0.8 % too high, and recording is two shifts and an addition.
/// </summary>
/// <remarks>The idea is that of HdrHistogram by Gil Tene. Nothing is allocated after construction.</remarks>
internal sealed class LatencyHistogram
{
    private const int PrecisionBits = 7;
    private const int BucketsPerOctave = 1 << PrecisionBits;
    private const int MaxShift = 62 - PrecisionBits; // bit 62 is the highest of a long that is not negative

    private readonly long[] _counts = new long[(MaxShift + 2) * BucketsPerOctave];

    /// <summary>How many durations were recorded.</summary>
    internal long Count { get; private set; }

    /// <summary>The longest one, exactly; 0 before the first.</summary>
    internal long Max { get; private set; }

    /// <summary>Records a duration in any unit; a negative one counts as 0.</summary>
    internal void Record(long value)
    {
        value = Math.Max(value, 0);
        _counts[BucketOf(value)]++;
        Count++;
        Max = Math.Max(Max, value);
    }

    /// <summary>The duration that the given share of all recorded ones does not exceed; 0 before the first.</summary>
    /// <param name="percent">Above 0, up to 100.</param>
    internal long Percentile(double percent)
    {
        long rank = (long)Math.Ceiling(percent / 100 * Count);
        long seen = 0;
        for (int bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank && seen > 0) return Math.Min(LargestOf(bucket), Max);
        }

        return 0;
    }

    private static int BucketOf(long value)
    {
        int shift = Math.Max(0, BitOperations.Log2((ulong)value) - PrecisionBits);
        return (shift << PrecisionBits) + (int)(value >> shift);
    }

    private static long LargestOf(int bucket)
    {
        int shift = Math.Max(0, (bucket >> PrecisionBits) - 1);
        long scaled = bucket - (shift << PrecisionBits);
        return ((scaled + 1) << shift) - 1;
    }
}
