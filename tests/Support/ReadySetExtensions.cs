namespace Spaxiom.Graph.Tests;

/// <summary>Reading a ready set one rank at a time, as its models do.</summary>
internal static class ReadySetExtensions
{
    /// <summary>Takes the lowest ready rank.</summary>
    internal static bool TryTake(this ReadySet ready, out int rank)
    {
        rank = ready.TakeWord(out ulong bits);
        bits &= bits - 1;
        if (bits != 0) ready.Add(rank >> 6, bits);
        return rank >= 0;
    }
}
