using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The tree behind quantiles, against a sorted list.</summary>
public sealed class OrderTreeTests
{
    [Theory] // few different values make many equal ones
    [InlineData(1, 3)]
    [InlineData(5, 2)]
    [InlineData(64, 5)]
    [InlineData(64, 1_000)]
    [InlineData(200, 1)]
    public void Tree_agrees_with_a_sorted_list_on_random_scripts(int capacity, int values)
    {
        var random = new SeededRandom((ulong)(capacity + values));
        var contents = new WindowContents<WindowSample>(capacity, length: null);
        OrderTree tree = contents.Require(inner => new OrderTree(inner));
        var model = new Queue<double>();
        for (int step = 0; step < 3_000; step++)
        {
            if (model.Count > 0 && random.Percent(step / 300 % 2 == 0 ? 20 : 80))
            {
                contents.RemoveOldest();
                model.Dequeue();
            }
            else
            {
                if (model.Count == capacity) model.Dequeue();
                model.Enqueue(random.NextInt32(values));
                contents.Add(new WindowSample(default, model.Last()));
            }

            tree.AssertInvariants();
            Assert.Equal(model.Order(), Enumerable.Range(0, tree.Count).Select(place => tree[place]));
        }
    }

    [Theory]
    [InlineData("ascending")]
    [InlineData("descending")]
    [InlineData("equal")]
    [InlineData("saw")]
    [InlineData("random")]
    public void A_slide_of_3000_samples_visits_a_logarithm_of_them(string shape)
    {
        const int Count = 3_000, Slides = 20_000;
        var random = new SeededRandom(7);
        var contents = new WindowContents<WindowSample>(Count, length: null);
        OrderTree tree = contents.Require(inner => new OrderTree(inner));
        for (int i = 0; i < Count; i++) contents.Add(new WindowSample(default, Next(i)));

        long before = tree.Visits;
        long worst = 0;
        for (int i = 0; i < Slides; i++)
        {
            long visits = tree.Visits;
            contents.Add(new WindowSample(default, Next(i)));
            _ = tree[Count / 2] + tree[(Count / 2) - 1];
            worst = Math.Max(worst, tree.Visits - visits);
        }

        double logarithm = Math.Log2(Count); // 11.55
        Assert.InRange((tree.Visits - before) / (double)Slides, 1, 5 * logarithm);
        Assert.InRange(worst, 1, 4 * 2.41 * logarithm); // four walks down the deepest tree that is balanced

        double Next(int i) => shape switch
        {
            "ascending" => i,
            "descending" => -i,
            "equal" => 5,
            "saw" => i % 100,
            _ => random.NextInt32(1_000_000),
        };
    }
}
