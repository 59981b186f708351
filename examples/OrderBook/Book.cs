using System.Runtime.CompilerServices;

namespace Spaxiom.Graph.Examples.OrderBook;

/// <summary>A snapshot of an order book: the best <see cref="Depth"/> levels of each side, best first.</summary>
/// <remarks>A value, so that sending one allocates nothing. Prices are in ticks of a cent, sizes in lots.</remarks>
internal struct Book
{
    internal const int Depth = 5;

    /// <summary>When it was sent, in ticks of the host's monotonic clock.</summary>
    internal long SentAt;

    internal Levels Bids;
    internal Levels Asks;
}

/// <summary>What waits at one price.</summary>
internal readonly record struct Level(int Price, int Size);

/// <summary>One side of a book.</summary>
[InlineArray(Book.Depth)]
internal struct Levels
{
    private Level _best;

    /// <summary>Lots on all levels together.</summary>
    internal readonly int TotalSize
    {
        get
        {
            int total = 0;
            foreach (Level level in this) total += level.Size;
            return total;
        }
    }
}
