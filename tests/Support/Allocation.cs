using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Counts what warm code allocates.</summary>
internal static class Allocation
{
    private const int Repeats = 10_000;

    /// <summary>Fails unless 10,000 calls allocate nothing once 1,000 have warmed up.</summary>
    internal static void AssertNone(Action act)
    {
        for (int i = 0; i < 1_000; i++) act();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Repeats; i++) act();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(allocated == 0, $"{Repeats} warm repeats allocated {allocated} bytes.");
    }
}
