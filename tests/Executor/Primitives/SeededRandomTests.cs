using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Random numbers that a seed determines.</summary>
public sealed class SeededRandomTests
{
    private const int Draws = 1_000_000;

    [Theory]
    [InlineData(0UL, 0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC)]
    [InlineData(1_234_567UL, 0x599ED017FB08FC85, 0x2C73F08458540FA5, 0x883EBCE5A3F27C77, 0x3FBEF740E9177B3F)]
    public void Sequence_is_the_published_one(ulong seed, ulong first, ulong second, ulong third, ulong fourth)
    {
        var random = new SeededRandom(seed);

        Assert.Equal([first, second, third, fourth], Enumerable.Range(0, 4).Select(_ => random.NextUInt64()));
        Assert.Equal(seed, random.Seed);
    }

    [Fact]
    public void Every_kind_of_number_takes_one_step_of_the_sequence_and_is_the_same_everywhere()
    {
        SeededRandom bits = new(1), doubles = new(1), integers = new(1), normal = new(1);

        for (int i = 0; i < 4; i++)
        {
            ulong expected = bits.NextUInt64();
            Assert.Equal((expected >> 11) / Math.Pow(2, 53), doubles.NextDouble());
            Assert.Equal((int)((expected >> 32) * 1_000 >> 32), integers.NextInt32(1_000));
            normal.NextGaussian();
            Assert.Equal((bits.State, bits.State), (doubles.State, integers.State));
            Assert.Equal(bits.State, normal.State);
        }
    }

    [Fact]
    public void Numbers_of_the_normal_distribution_are_the_same_to_the_last_bit_everywhere()
    {
        var random = new SeededRandom(1);

        // The quantiles, computed with 60 digits, agree in all but the last place.
        Assert.Equal(
            [0.1676268464091555, 0.6612741976640489, 1.8957395496870117, -0.13992603067553333, -0.14016528245980797],
            Enumerable.Range(0, 5).Select(_ => random.NextGaussian()));
    }

    [Fact]
    public void Numbers_of_the_normal_distribution_have_its_moments_and_its_tails()
    {
        var random = new SeededRandom(1);

        double[] numbers = [.. Enumerable.Range(0, Draws).Select(_ => random.NextGaussian())];

        Assert.Equal(0, numbers.Average(), tolerance: 0.005);
        Assert.Equal(1, numbers.Average(number => number * number), tolerance: 0.01);
        Assert.Equal(3, numbers.Average(number => Math.Pow(number, 4)), tolerance: 0.05);
        Assert.Equal(0.3173, numbers.Average(number => Math.Abs(number) > 1 ? 1.0 : 0), tolerance: 0.002);
        Assert.Equal(0.0027, numbers.Average(number => Math.Abs(number) > 3 ? 1.0 : 0), tolerance: 0.0002);
    }

    [Fact]
    public void Doubles_fill_the_range_from_zero_to_below_one_evenly()
    {
        var random = new SeededRandom(1);
        int[] counts = new int[10];

        for (int i = 0; i < Draws; i++) counts[(int)(random.NextDouble() * counts.Length)]++;

        Assert.All(counts, count => Assert.Equal(Draws / 10, count, tolerance: 1_500.0));
    }

    /// <summary>
    /// Without drawing again, each multiple of three would come in three eighths of the draws, because 2^32 is 8/3 of
    /// the range.
    /// </summary>
    [Fact]
    public void Whole_numbers_are_equally_likely_where_the_range_does_not_divide_the_bits()
    {
        const int End = 3 << 29;
        var random = new SeededRandom(1);
        int[] counts = new int[3];

        for (int i = 0; i < Draws; i++)
        {
            int number = random.NextInt32(End);
            Assert.InRange(number, 0, End - 1);
            counts[number % 3]++;
        }

        Assert.All(counts, count => Assert.Equal(Draws / 3, count, tolerance: 2_000.0));
    }

    [Fact]
    public void Whole_numbers_reach_both_ends_of_their_range_and_no_further()
    {
        var random = new SeededRandom(1);

        for (int end = 1; end <= 20; end++)
        {
            HashSet<int> seen = [.. Enumerable.Range(0, 1_000).Select(_ => random.NextInt32(end))];
            Assert.Equal(Enumerable.Range(0, end), seen.Order());
        }

        Assert.Throws<ArgumentOutOfRangeException>("end", () => random.NextInt32(0));
    }

    [Fact]
    public void Sequence_continues_from_a_saved_state()
    {
        var random = new SeededRandom(7);
        for (int i = 0; i < 100; i++) random.NextUInt64();

        var restored = new SeededRandom(7) { State = random.State };

        Assert.Equal(
            Enumerable.Range(0, 100).Select(_ => random.NextGaussian()).ToArray(),
            Enumerable.Range(0, 100).Select(_ => restored.NextGaussian()));
        Assert.Equal(random.Split("part").State, restored.Split("part").State);
    }

    [Theory]
    [InlineData(42, "kitchen", 0xE4AA3EB8A642880E)]
    [InlineData(42, "", 0x105E27CBEA04CB41)]
    [InlineData(43, "kitchen", 0xAFD8622FEC2C18E7)]
    [InlineData(42, "温度", 0x9CA1D9FC25610376)]
    public void Part_depends_on_the_seed_and_the_name_alone(ulong seed, string name, ulong expected)
    {
        var random = new SeededRandom(seed);

        SeededRandom before = random.Split(name);
        for (int i = 0; i < 3; i++) random.NextUInt64();
        random.Split("another");
        SeededRandom after = random.Split(name);

        Assert.Equal((expected, expected), (before.Seed, after.Seed));
        Assert.Equal(before.NextUInt64(), after.NextUInt64());
    }

    [Fact]
    public void Parts_with_similar_names_and_parts_of_parts_have_nothing_in_common()
    {
        var whole = new SeededRandom(1);
        IEnumerable<SeededRandom> parts = Enumerable.Range(0, 1_000).Select(i => whole.Split($"sensor {i}"));

        HashSet<ulong> numbers = [.. parts
            .SelectMany(part => new[] { part, part.Split("sensor 1"), part.Split("") })
            .SelectMany(part => Enumerable.Range(0, 10).Select(_ => part.NextUInt64()))];

        Assert.Equal(30_000, numbers.Count);
    }

    [Fact]
    public void Part_without_a_name_is_refused() =>
        Assert.Throws<ArgumentNullException>("name", () => new SeededRandom(1).Split(null!));

    [Fact]
    public void Drawing_allocates_nothing()
    {
        var random = new SeededRandom(1);
        double sum = 0;

        Allocation.AssertNone(() =>
            sum += random.NextUInt64() + random.NextDouble() + random.NextInt32(9) + random.NextGaussian());
    }
}
