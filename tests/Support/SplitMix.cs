namespace Spaxiom.Graph.Tests;

/// <summary>A small generator of numbers that repeat for a seed on every platform (SplitMix64).</summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    internal ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to one less than <paramref name="end"/>.</summary>
    internal int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>True in so many of a hundred cases.</summary>
    internal bool Percent(int percent) => Below(100) < percent;

    /// <summary>Puts the items into another order.</summary>
    internal void Shuffle<T>(IList<T> items)
    {
        for (int i = items.Count - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
