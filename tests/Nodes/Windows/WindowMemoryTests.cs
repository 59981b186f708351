using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What windows take beside the nodes that they consist of.</summary>
[Collection(Alone.Name)]
public sealed class WindowMemoryTests
{
    private const int Samples = 3_000;

    private static readonly TimeSpan s_length = TimeSpan.FromHours(1);

    [Fact]
    public void A_window_takes_400_bytes_beside_its_node_and_a_statistic_64()
    {
        var runtime = new TestRuntime();
        Node<double> source = runtime.AddInput("source", initial: 0.0), other = runtime.AddInput("other", initial: 0.0);
        for (int i = 0; i < 100; i++) other.Select(value => value); // the tables have room

        (long Node, long Window, long Statistic)[] measures =
            [.. Enumerable.Range(1, 5).Select(times => Measure(source, s_length * times))];

        // The least is without what is allocated once, and without tables that grow.
        long node = measures.Min(measure => measure.Node);
        long window = measures.Min(measure => measure.Window);
        long statistic = measures.Min(measure => measure.Statistic);

        Assert.InRange(window - node - statistic, 100, 400);
        Assert.InRange(statistic - node, 0, 64);

        static (long Node, long Window, long Statistic) Measure(Node<double> source, TimeSpan length)
        {
            SampleWindow window = source.Window(length);
            long node = AllocatedBy(() => source.Select(value => value));
            long first = AllocatedBy(() => window.Count());
            window.Mean();
            return (node, first, AllocatedBy(() => window.Variance()));
        }
    }

    [Fact]
    public void A_sample_takes_16_bytes_and_8_more_for_moments_or_an_extreme_and_16_for_quantiles()
    {
        double count = PerSample(window => window.Count());
        double mean = PerSample(window => window.Mean()), low = PerSample(window => window.Min());
        double median = PerSample(window => window.Median());

        Assert.InRange(count, 15.5, 16.5);
        Assert.InRange(mean, 16, 24);
        Assert.InRange(low, 16, 24);
        Assert.InRange(median, 24, 32);
    }

    private static double PerSample(Func<SampleWindow, Node> statistic)
    {
        const int Windows = 20;
        var runtime = new TestRuntime();
        TestInput<double> source = runtime.Input(0.0);
        long empty = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Windows; i++)
            statistic(source.Node.Window(s_length * (i + 1), new WindowOptions { Capacity = Samples }));
        for (int i = 0; i < Samples; i++)
        {
            source.Push(i);
            runtime.Advance(TimeSpan.FromMilliseconds(100));
        }

        long full = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(runtime);
        return (full - empty) / (double)(Windows * Samples);
    }

    private static long AllocatedBy(Func<object> make)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(make());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
