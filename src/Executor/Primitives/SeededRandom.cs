using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// Random numbers that a seed determines: the same ones on every platform and in every version, so that a simulated
/// sensor or a test repeats exactly.
/// </summary>
/// <remarks>
/// SplitMix64: every 64-bit number comes once in 2^64. Not for secrets. One thread at a time. Nothing but
/// <see cref="State"/> changes. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA
/// 2014, 453-472.
/// </remarks>
[DebuggerDisplay("Seed {Seed}, state {State}")]
public sealed class SeededRandom
{
    private const ulong Increment = 0x9E37_79B9_7F4A_7C15; // 2^64 divided by the golden ratio, odd

    private ulong _state;

    /// <summary>Starts the sequence of a seed. Any number will do; neighbours give unrelated sequences.</summary>
    public SeededRandom(ulong seed) => _state = Seed = seed;

    /// <summary>Where the sequence started.</summary>
    public ulong Seed { get; }

    /// <summary>
    /// Where the sequence is; the seed at first. A generator continues like another one once it has that one's state.
    /// </summary>
    public ulong State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>The next 64 bits; every value is equally likely.</summary>
    public ulong NextUInt64() => NextUInt64(ref _state);

    /// <summary>The next number from 0 to below 1, a multiple of 2^-53; each is equally likely.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>The next whole number from 0 to below <paramref name="end"/>; each is equally likely.</summary>
    /// <param name="end">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="end"/> is below 1.</exception>
    public int NextInt32(int end) => NextInt32(ref _state, Guard.AtLeastOne(end));

    /// <summary>The next number of the normal distribution with mean 0 and standard deviation 1.</summary>
    /// <remarks>
    /// Takes 64 bits, like every other number, and lies between -8.21 and 8.21. It is the inverse of the distribution,
    /// computed from additions, multiplications, divisions and square roots alone: IEEE 754 defines these to the last
    /// bit, but not the logarithm of a platform's library.
    /// </remarks>
    public double NextGaussian()
    {
        const double Spacing = 1.0 / (1L << 52);
        return NormalDistribution.Quantile(((NextUInt64() >> 12) + 0.5) * Spacing); // never 0 or 1
    }

    /// <summary>
    /// A generator for one part of a whole. It depends on <see cref="Seed"/> and the name alone, not on the numbers
    /// taken so far, so that a part that is added or leaves changes no other part's numbers.
    /// </summary>
    /// <param name="name">Compared by its UTF-16 code units.</param>
    public SeededRandom Split(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new SeededRandom(Mix(Seed + Mix(StableHash(name))));
    }

    /// <summary>The next 64 bits of a generator that is kept as its state alone.</summary>
    internal static ulong NextUInt64(ref ulong state) => Mix(state += Increment);

    /// <summary>
    /// The next whole number from 0 to below <paramref name="end"/> of a generator that is kept as its state alone.
    /// </summary>
    /// <remarks>
    /// Source: Lemire, "Fast random integer generation in an interval", ACM Transactions on Modeling and Computer
    /// Simulation 29(1), 2019: a number is drawn again when it falls into the part of the range that would come once
    /// too often.
    /// </remarks>
    internal static int NextInt32(ref ulong state, int end)
    {
        uint range = (uint)end;
        ulong product = (NextUInt64(ref state) >> 32) * range;
        if ((uint)product < range)
        {
            uint surplus = (uint)(0x1_0000_0000 % range);
            while ((uint)product < surplus) product = (NextUInt64(ref state) >> 32) * range;
        }

        return (int)(product >> 32);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }

    /// <summary>
    /// The 64-bit hash of Fowler, Noll and Vo (FNV-1a), with UTF-16 code units in place of octets.
    /// <see cref="string.GetHashCode()"/> differs between runs.
    /// </summary>
    private static ulong StableHash(string text)
    {
        ulong hash = 0xCBF2_9CE4_8422_2325;
        foreach (char unit in text) hash = (hash ^ unit) * 0x0000_0100_0000_01B3;
        return hash;
    }
}
