using System.Numerics;

namespace Spaxiom.Graph.Tests;

/// <summary>Reading a ready set one rank at a time, as its models do.</summary>
internal static class ReadySetExtensions
{
    /// <summary>Takes the lowest ready rank.</summary>
    internal static bool TryTake(this ReadySet ready, out int rank)
    {
        int word = ready.TakeWord(out ulong bits);
        rank = word < 0 ? -1 : (word << 6) + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        if (bits != 0) ready.Add(word, bits);
        return word >= 0;
    }
}
