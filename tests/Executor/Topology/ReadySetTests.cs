using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The ready set against a sorted set, in particular where one word of a level ends.</summary>
public sealed class ReadySetTests
{
    private const int Capacity = 600_000;

    private static readonly int[] s_boundaries =
    [
        0, 1, 31, 32, 62, 63, 64, 65, 127, 128, 4_031, 4_032, 4_094, 4_095, 4_096, 4_097, 8_191, 8_192,
        262_079, 262_080, 262_142, 262_143, 262_144, 262_145, 266_239, 266_240, 524_287, 524_288, Capacity - 1,
    ];

    [Fact]
    public void ReadySet_hands_out_every_pair_and_triple_of_boundary_ranks_in_order()
    {
        ReadySet set = NewSet();
        foreach (int first in s_boundaries)
        {
            foreach (int second in s_boundaries)
            {
                foreach (int third in s_boundaries)
                {
                    set.Add(first);
                    set.Add(second);
                    set.Add(third);
                    foreach (int expected in new SortedSet<int> { first, second, third })
                    {
                        if (!set.TryTake(out int rank) || rank != expected)
                            Assert.Fail($"After {first}, {second}, {third}: took {rank}, expected {expected}.");
                    }

                    if (!set.IsEmpty) Assert.Fail($"After {first}, {second}, {third}: not empty.");
                }
            }
        }

        set.AssertInvariants();
    }

    [Fact]
    public void ReadySet_agrees_with_a_sorted_set_on_every_script_of_fourteen_steps_around_a_word_boundary()
    {
        int[] ranks = [62, 63, 64, 4_095, 4_096, 262_143, 262_144];
        ReadySet set = NewSet();
        for (int script = 0; script < 1 << 14; script++) // bit i of the script: step i adds (1) or takes (0)
        {
            var model = new SortedSet<int>();
            for (int step = 0; step < 14; step++)
            {
                int rank = ranks[(step * 3) % ranks.Length];
                if (((script >> step) & 1) == 1) Add(set, model, rank);
                else Take(set, model, script);
            }

            if (script % 1_024 == 0) set.AssertInvariants();
            while (model.Count > 0) Take(set, model, script);
            if (!set.IsEmpty) Assert.Fail($"Script {script}: not empty at the end.");
        }
    }

    [Theory]
    [InlineData(1, 64)]
    [InlineData(2, 4_097)]
    [InlineData(3, 262_145)]
    [InlineData(4, Capacity)]
    public void ReadySet_agrees_with_a_sorted_set_on_random_scripts(ulong seed, int ranks)
    {
        var random = new SeededRandom(seed);
        ReadySet set = NewSet();
        var model = new SortedSet<int>();
        for (int step = 0; step < 50_000; step++)
        {
            int rank = random.NextInt32(ranks);
            if (random.Percent(55)) Add(set, model, rank);
            else if (random.Percent(80)) Take(set, model, step);
            else Remove(set, model, random.Percent(50) && model.Count > 0 ? model.Max : rank);
            int probe = random.NextInt32(ranks);
            if (set.Contains(probe) == model.Contains(probe) && set.IsEmpty == (model.Count == 0)) continue;
            Assert.Fail($"Seed {seed}, step {step}: the sets differ, perhaps in {probe}.");
        }

        set.AssertInvariants();
    }

    [Fact]
    public void ReadySet_keeps_its_ranks_when_it_grows()
    {
        var set = new ReadySet();
        var model = new SortedSet<int>();
        foreach (int rank in s_boundaries)
        {
            set.EnsureCapacity(rank + 1);
            set.Add(rank);
            model.Add(rank);
            set.AssertInvariants();
        }

        foreach (int expected in model)
        {
            Assert.True(set.TryTake(out int rank));
            Assert.Equal(expected, rank);
        }

        Assert.True(set.IsEmpty);
    }

    [Fact]
    public void ReadySet_cleared_is_empty_on_every_level()
    {
        ReadySet set = NewSet();
        foreach (int rank in s_boundaries) set.Add(rank);

        set.Clear();

        Assert.True(set.IsEmpty);
        Assert.False(set.TryTake(out _));
        Assert.All(s_boundaries, rank => Assert.False(set.Contains(rank)));
        set.AssertInvariants();
    }

    [Fact]
    public void ReadySet_with_a_single_rank_contains_none_of_the_same_place_in_another_word()
    {
        ReadySet set = NewSet();
        set.Add(67);

        set.Remove(3);

        Assert.Equal((false, true, false), (set.Contains(3), set.Contains(67), set.Contains(131)));
    }

    [Fact]
    public void Count_is_that_of_the_ready_ranks_in_one_word_and_in_many()
    {
        ReadySet set = NewSet();
        var counts = new List<int> { set.Count };
        foreach (int rank in (int[])[5, 7, 7, 64, 100_000])
        {
            set.Add(rank);
            counts.Add(set.Count);
        }

        Assert.Equal([0, 1, 2, 2, 3, 4], counts);
    }

    private static ReadySet NewSet()
    {
        var set = new ReadySet();
        set.EnsureCapacity(Capacity);
        return set;
    }

    private static void Add(ReadySet set, SortedSet<int> model, int rank)
    {
        set.Add(rank);
        model.Add(rank);
    }

    private static void Remove(ReadySet set, SortedSet<int> model, int rank)
    {
        set.Remove(rank);
        model.Remove(rank);
    }

    private static void Take(ReadySet set, SortedSet<int> model, int script)
    {
        bool taken = set.TryTake(out int rank);
        if (taken != model.Count > 0) Assert.Fail($"Script {script}: taken is {taken}, the model holds {model.Count}.");
        if (!taken) return;
        if (rank != model.Min) Assert.Fail($"Script {script}: took {rank}, expected {model.Min}.");
        model.Remove(rank);
    }
}
