namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>What the simulated week draws.</summary>
internal static class SeededRandomExtensions
{
    /// <summary>A number from <paramref name="low"/> to below <paramref name="high"/>.</summary>
    public static double Between(this SeededRandom random, double low, double high) =>
        low + ((high - low) * random.NextDouble());

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public static int Between(this SeededRandom random, int low, int high) =>
        low + (int)((high - low + 1) * random.NextDouble());

    /// <summary>True with the given probability.</summary>
    public static bool Chance(this SeededRandom random, double probability) => random.NextDouble() < probability;

    /// <summary>A sensor's noise, up to <paramref name="width"/> either way, small values likeliest.</summary>
    public static double Noise(this SeededRandom random, double width) =>
        width * (random.NextDouble() - random.NextDouble());
}
