using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Equal windows of one source are one node, which leaves with its last statistic.</summary>
public sealed class SharedWindowTests
{
    private static readonly TimeSpan s_length = TimeSpan.FromSeconds(10);

    [Fact]
    public void Equal_windows_of_one_source_are_one_node()
    {
        var feed = new ReadingFeed();
        int before = feed.Runtime.Executor.NodeCount;

        feed.Source.Window(s_length).Mean();
        feed.Source.Window(s_length, new WindowOptions()).Max();
        feed.Source.Window(TimeSpan.FromMilliseconds(10_000)).Median();
        Assert.Equal(before + 4, feed.Runtime.Executor.NodeCount);

        feed.Source.Held(s_length).Mean();
        feed.Source.Held(s_length).Min();
        Assert.Equal(before + 7, feed.Runtime.Executor.NodeCount);

        feed.Source.PairWith(feed.Source, s_length).Covariance();
        feed.Source.PairWith(feed.Source, s_length).Correlation();
        Assert.Equal(before + 10, feed.Runtime.Executor.NodeCount);
    }

    [Fact]
    public void Windows_that_differ_in_anything_are_nodes_of_their_own()
    {
        var feed = new ReadingFeed();
        Node<double> numbers = feed.Source.Select(reading => reading.Value);
        int before = feed.Runtime.Executor.NodeCount;

        feed.Source.Window(s_length).Mean();
        feed.Source.Window(s_length * 2).Mean();
        feed.Source.Window(count: 10).Mean();
        feed.Source.Window(count: 11).Mean();
        feed.Source.Window(s_length, new WindowOptions { MinCount = 2 }).Mean();
        feed.Source.Window(s_length, new WindowOptions { Capacity = 99 }).Mean();
        feed.Source.Window(s_length, new WindowOptions { Every = TimeSpan.FromSeconds(1) }).Mean();
        feed.Source.Held(s_length).Mean();
        feed.Source.Held(s_length, new HeldOptions { Every = TimeSpan.FromSeconds(1) }).Mean();
        feed.Source.PairWith(feed.Source, s_length).Covariance();
        numbers.PairWith(numbers, s_length).Covariance();
        numbers.Window(s_length).Mean();

        Assert.Equal(before + 24, feed.Runtime.Executor.NodeCount);
    }

    [Fact]
    public void Window_is_found_among_many_other_children_of_its_source()
    {
        var feed = new ReadingFeed();
        for (int i = 0; i < 200; i++) feed.Source.Select(reading => reading.Value);
        feed.Source.Window(s_length).Mean();
        for (int i = 0; i < 200; i++) feed.Source.Select(reading => reading.Value);
        int before = feed.Runtime.Executor.NodeCount;

        feed.Source.Window(s_length).Max();

        Assert.Equal(before + 1, feed.Runtime.Executor.NodeCount);
    }

    [Fact]
    public void Window_that_has_begun_is_shared_only_with_one_asked_for_after_the_same_cycle()
    {
        var feed = new ReadingFeed();
        feed.Bring(0, 5);
        Node<int> early = feed.Source.Window(s_length).Count();
        feed.Source.Window(s_length).Mean();
        int before = feed.Runtime.Executor.NodeCount;
        feed.Bring(1, 6);

        Node<int> late = feed.Source.Window(s_length).Count();
        feed.Runtime.RunUntilIdle();

        Assert.Equal(before + 2, feed.Runtime.Executor.NodeCount);
        Assert.Equal((2, 1), (early.Value, late.Value));
    }

    [Fact]
    public void Window_leaves_with_its_last_statistic_and_comes_back_with_the_next()
    {
        var feed = new ReadingFeed();
        SampleWindow window = feed.Source.Window(s_length);
        HeldWindow held = feed.Source.Held(s_length);
        int before = feed.Runtime.Executor.NodeCount;
        Node[] statistics = [window.Mean(), window.Max(), window.Count(), held.Mean(), held.Rate()];
        feed.Bring(0, 5);
        Assert.Equal(before + 7, feed.Runtime.Executor.NodeCount);

        foreach (Node statistic in statistics)
        {
            feed.Runtime.Executor.Sweep(statistic);
            feed.Runtime.RunUntilIdle();
        }

        Assert.Equal(before, feed.Runtime.Executor.NodeCount);
        Assert.Equal(Instant.MaxValue, feed.Runtime.Executor.NextTimer);
        Node<int> again = window.Count();
        feed.Bring(1, 5);
        Assert.Equal((before + 2, 2), (feed.Runtime.Executor.NodeCount, again.Value));
    }

    [Fact]
    public void Window_leaves_when_all_its_statistics_leave_together()
    {
        var feed = new ReadingFeed();
        int before = feed.Runtime.Executor.NodeCount;
        SampleWindow window = feed.Source.Window(s_length);
        Node<double?> mean = window.Mean(), high = window.Max();
        feed.Bring(0, 5);

        feed.Runtime.Executor.Sweep(mean);
        feed.Runtime.Executor.Sweep(high);
        feed.Runtime.RunUntilIdle();

        Assert.Equal(before, feed.Runtime.Executor.NodeCount);
    }

    [Fact]
    public void Everything_leaves_with_the_source()
    {
        var feed = new ReadingFeed();
        int before = feed.Runtime.Executor.NodeCount;
        feed.Source.Window(s_length).Mean();
        feed.Source.Held(s_length).Mean().AtLeast(3);
        feed.Source.Increase(s_length);
        feed.Bring(0, 5);

        feed.Runtime.Executor.Sweep(feed.Source);
        feed.Runtime.RunUntilIdle();

        Assert.Equal(before - 1, feed.Runtime.Executor.NodeCount);
    }

    [Fact]
    public void Subgraph_that_leaves_takes_no_window_from_another_one()
    {
        var feed = new ReadingFeed();
        SampleWindow early = feed.Source.Window(s_length);
        KeyedFactory<int, Node<double?>> zones = feed.Runtime.Executor.CreateKeyedFactory(
            (Executor _, int key) => key < 10 ? feed.Source.Window(s_length).Mean() : early.Mean());
        Node<double?>[] means = [.. new[] { 1, 2, 11, 12 }.Select(zones.Get)];

        zones.Remove(1);
        zones.Remove(11);
        feed.Runtime.RunUntilIdle();

        Assert.Equal([false, true, false, true], means.Select(mean => mean.IsAlive));
    }
}
