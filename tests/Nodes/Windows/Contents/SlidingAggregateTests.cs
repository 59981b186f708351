using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The sliding summary has every item once and in order, and costs a bounded number of merges.</summary>
public sealed class SlidingAggregateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    [InlineData(300)]
    public void Summary_is_of_every_item_in_the_window_and_in_their_order(int capacity)
    {
        var random = new SeededRandom((ulong)capacity);
        var contents = new WindowContents<WindowSample>(capacity, length: null);
        SlidingAggregate<Stretch, WindowSample> sliding = Slide(contents);
        int next = 0;
        for (int step = 0; step < 4_000; step++)
        {
            bool takes = contents.Count > 0 && random.Percent(step / 400 % 2 == 0 ? 20 : 80);
            if (takes) contents.RemoveOldest();
            else contents.Add(new WindowSample(default, next++));

            sliding.AssertInvariants();
            int count = contents.Count;
            Assert.Equal(count, sliding.Current.Count);
            if (count > 0) Assert.Equal((next - count, next - 1), (sliding.Current.First, sliding.Current.Last));
        }
    }

    [Fact]
    public void Aspect_that_is_asked_for_late_takes_in_what_is_in_the_window()
    {
        var contents = new WindowContents<WindowSample>(capacity: 100, length: null);
        for (int i = 0; i < 250; i++) contents.Add(new WindowSample(default, i));

        SlidingAggregate<Stretch, WindowSample> late = Slide(contents);
        for (int i = 250; i < 300; i++) contents.Add(new WindowSample(default, i));

        Assert.Equal((200, 299, 100), (late.Current.First, late.Current.Last, late.Current.Count));
        Assert.Same(late, Slide(contents));
    }

    [Fact]
    public void A_slide_costs_a_bounded_number_of_merges_however_long_the_window_is()
    {
        foreach (int capacity in (int[])[100, 3_000, 50_000])
        {
            var contents = new WindowContents<WindowSample>(capacity, length: null);
            SlidingAggregate<Stretch, WindowSample> sliding = Slide(contents);
            int next = 0;
            for (int i = 0; i < capacity; i++) contents.Add(new WindowSample(default, next++));

            Stretch.Merges = 0;
            for (int i = 0; i < 2 * capacity; i++)
            {
                contents.Add(new WindowSample(default, next++));
                Assert.Equal(capacity, sliding.Current.Count);
            }

            Assert.InRange(Stretch.Merges / (2.0 * capacity), 3, 4.5);
        }
    }

    private static SlidingAggregate<Stretch, WindowSample> Slide(WindowContents<WindowSample> contents) =>
        contents.Require(inner => new SlidingAggregate<Stretch, WindowSample>(inner));

    /// <summary>A stretch of successive numbers, which merges only with the one that follows it.</summary>
    private readonly struct Stretch(int first, int last, int count) : IAggregate<Stretch, WindowSample>
    {
        [field: ThreadStatic]
        internal static long Merges { get; set; }

        internal int First { get; } = first;

        internal int Last { get; } = last;

        internal int Count { get; } = count;

        public static Stretch Of(in WindowSample item) => new((int)item.Value, (int)item.Value, 1);

        public static Stretch Merge(in Stretch older, in Stretch newer)
        {
            Merges++;
            if (older.Count == 0) return newer;
            if (newer.Count == 0) return older;
            Assert.Equal(older.Last + 1, newer.First);
            return new(older.First, newer.Last, older.Count + newer.Count);
        }
    }
}
