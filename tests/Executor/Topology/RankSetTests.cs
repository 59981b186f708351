using System.Numerics;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The set of a node's children against a sorted set.</summary>
public sealed class RankSetTests
{
    [Theory]
    [InlineData(1, 64)]
    [InlineData(2, 130)]
    [InlineData(3, 5_000)]
    [InlineData(4, 600_000)]
    public void RankSet_agrees_with_a_sorted_set_on_random_scripts(ulong seed, int ranks)
    {
        var random = new SeededRandom(seed);
        var set = new RankSet();
        var model = new SortedSet<int>();
        for (int step = 0; step < 20_000; step++)
        {
            int rank = random.Percent(30) && model.Count > 0 ? model.Max + 1 : random.NextInt32(ranks);
            bool adds = model.Count < 200 && random.Percent(55);
            if (adds && model.Add(rank)) set.Add(rank);
            if (!adds && model.Count > 0)
            {
                int victim = random.Percent(50) ? model.Max : model.ElementAt(random.NextInt32(model.Count));
                model.Remove(victim);
                set.Remove(victim);
            }

            Compare(in set, model, $"Seed {seed}, step {step}");
        }
    }

    [Fact]
    public void RankSet_agrees_with_a_sorted_set_on_every_script_of_ten_steps_around_the_end_of_a_word()
    {
        int[] ranks = [63, 64, 0, 127, 128];
        for (int script = 0; script < 1 << 10; script++) // bit i of the script: step i adds (1) or removes (0)
        {
            var set = new RankSet();
            var model = new SortedSet<int>();
            for (int step = 0; step < 10; step++)
            {
                int rank = ranks[(step * 3) % ranks.Length];
                if (((script >> step) & 1) == 1 && model.Add(rank)) set.Add(rank);
                if (((script >> step) & 1) == 0 && model.Remove(rank)) set.Remove(rank);
                Compare(in set, model, $"Script {script}, step {step}");
            }

            set.Clear();
            Compare(in set, [], $"Script {script}, cleared");
        }
    }

    private static void Compare(in RankSet set, SortedSet<int> model, string scene)
    {
        var ranks = new List<int>();
        foreach (RankWord word in set.Words)
        {
            for (ulong bits = word.Bits; bits != 0; bits &= bits - 1)
                ranks.Add((word.Index << 6) + BitOperations.TrailingZeroCount(bits));
        }

        if (!ranks.SequenceEqual(model))
            Assert.Fail($"{scene}: {string.Join(',', ranks)} is not {string.Join(',', model)}.");
        if (set.Count != model.Count) Assert.Fail($"{scene}: the count is {set.Count}, expected {model.Count}.");
        if (set.Words.Length > 0 && set.Words[^1].Bits == 0) Assert.Fail($"{scene}: the last word is empty.");
        if (model.Count == 0) return;
        if (set.First() != model.Min) Assert.Fail($"{scene}: the first is {set.First()}, expected {model.Min}.");
        int last = model.Max;
        if (!set.Contains(last) || set.Contains(last + 1)) Assert.Fail($"{scene}: Contains is wrong about {last}.");
    }
}
