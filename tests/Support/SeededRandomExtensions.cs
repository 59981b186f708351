namespace Spaxiom.Graph.Tests;

/// <summary>What scripts of random tests draw.</summary>
internal static class SeededRandomExtensions
{
    /// <summary>True in so many of a hundred cases.</summary>
    internal static bool Percent(this SeededRandom random, int percent) => random.NextInt32(100) < percent;

    /// <summary>Puts the items into another order.</summary>
    internal static void Shuffle<T>(this SeededRandom random, IList<T> items)
    {
        for (int i = items.Count - 1; i > 0; i--)
        {
            int j = random.NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
