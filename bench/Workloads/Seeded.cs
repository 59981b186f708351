namespace Spaxiom.Graph.Bench;

/// <summary>
/// A generator of repeatable numbers (Marsaglia's xorshift, 32 bits), the same for all contenders of a shape.
/// </summary>
/// <param name="seed">Any number; equal seeds give equal sequences.</param>
internal struct Seeded(int seed)
{
    private uint _state = ((uint)seed * 2_654_435_769) | 1; // never 0, from which the generator would not come away

    /// <summary>The next number from 0 to below <paramref name="bound"/>.</summary>
    internal int Next(int bound)
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)(((ulong)_state * (uint)bound) >> 32);
    }
}
