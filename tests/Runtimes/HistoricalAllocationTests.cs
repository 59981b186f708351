using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A warm replay allocates nothing of its own.</summary>
[Collection(Alone.Name)]
public sealed class HistoricalAllocationTests
{
    [Fact]
    public void Replay_of_four_sources_allocates_nothing_over_ten_thousand_warm_cycles()
    {
        const int Warm = 1_000, Measured = 10_000;
        var runtime = new HistoricalRuntime(Instant.Epoch) { Progress = new NoReports() };
        Node<int>[] sources = [.. Enumerable.Range(0, 4).Select(i => runtime.AddSource(
            $"{i}", Events(i + 1), 0, i % 2 == 0 ? Delivery.Each : Delivery.Latest))];
        long before = 0, allocated = -1;
        NodeBuilder.Create(0).TriggeredBy(sources).Build(runtime.Executor, (ref int _, in CycleContext context) =>
        {
            if (context.Epoch == Warm) before = GC.GetAllocatedBytesForCurrentThread();
            if (context.Epoch < Warm + Measured) return Control.Broadcast;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            return Control.Terminate;
        });

        runtime.Run();

        Assert.Equal(0, allocated);
    }

    private static IEnumerable<Timestamped<int>> Events(int step)
    {
        for (int i = 0; ; i++) yield return new Timestamped<int>(new Instant((long)i * step), i);
    }

    private sealed class NoReports : IProgress<Instant>
    {
        public void Report(Instant value)
        {
        }
    }
}
