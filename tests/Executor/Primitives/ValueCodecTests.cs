using System.Runtime.CompilerServices;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Values, saved and loaded.</summary>
public sealed class ValueCodecTests
{
    [Fact]
    public void Every_built_in_type_comes_back_as_it_was()
    {
        Same(true);
        Same('x');
        Same((byte)200);
        Same((sbyte)-7);
        Same((short)-300);
        Same((ushort)60_000);
        Same(-70_000);
        Same(4_000_000_000u);
        Same(long.MinValue);
        Same(ulong.MaxValue);
        Same(Int128.MinValue);
        Same(UInt128.MaxValue);
        Same(1.5m);
        Same(new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"));
        Same(Instant.MinValue);
        Same(TimeSpan.FromTicks(1));
        Same(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        Same(new DateOnly(2026, 1, 2));
        Same(new TimeOnly(3, 4, 5));
        Same(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromMinutes(-90)));
        Same(DayOfWeek.Friday);
        Same("");
        Same("Gr\u00fc\u00df dich\0\ud800 of a lone surrogate");
        Same<string?>(null);
    }

    [Fact]
    public void A_date_keeps_its_kind_and_a_time_with_zone_its_zone()
    {
        DateTime local = StateCopy.Of(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Local));
        DateTimeOffset zoned = StateCopy.Of(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(5)));

        Assert.Equal(DateTimeKind.Local, local.Kind);
        Assert.Equal(TimeSpan.FromHours(5), zoned.Offset);
    }

    [Fact]
    public void What_is_made_of_types_with_codecs_has_one()
    {
        Same<double?>(1.5);
        Same<double?>(null);
        Same<DayOfWeek?>(DayOfWeek.Monday);
        Same(new Timestamped<string>(Testing.At(5), "five"));
        Same((1, "two"));
        Same((1, 2.0, '3'));
        Same((1, 2, 3, 4));
        Same((1, 2, 3, 4, "5"));
        Same((1, 2, 3, 4, 5, 6));
        Same((1, 2, 3, 4, 5, 6, (7, "eight")));
        Same(new KeyValuePair<string, int>("a", 1));
        Assert.Equal(["a", "", "c"], StateCopy.Of<string[]>(["a", "", "c"]));
        Assert.Null(StateCopy.Of<string?[]>(["a", null])[1]);
        Assert.Equal([(1, "a"), (2, "b")], StateCopy.Of<List<(int, string)>>([(1, "a"), (2, "b")]));
        Assert.Equal([1.5, double.NaN], StateCopy.Of<IReadOnlyList<double>>([1.5, double.NaN]));
        Assert.Equal([1, 2, 3], StateCopy.Of(new ReadOnlyMemory<int>([0, 1, 2, 3, 4], 1, 3)).ToArray());
        Assert.Equal([[1], [], [2, 3]], StateCopy.Of<List<int[]>>([[1], [], [2, 3]]));
        Assert.Null(StateCopy.Of<List<int>?>(null));
        Assert.Null(StateCopy.Of<Dictionary<int, int>?>(null));
    }

    [Fact]
    public void A_dictionary_and_a_set_come_back_in_the_order_in_which_they_enumerate()
    {
        var dictionary = new Dictionary<string, int> { ["x"] = 1, ["y"] = 2, ["z"] = 3 };
        dictionary.Remove("x");
        dictionary["w"] = 4;
        var set = new HashSet<int> { 9, 7, 8 };
        set.Remove(9);
        set.Add(1);

        Assert.Equal(dictionary.ToArray(), StateCopy.Of(dictionary).ToArray());
        Assert.Equal(set.ToArray(), StateCopy.Of(set).ToArray());
    }

    [Fact]
    public void A_loaded_dictionary_and_set_keep_the_comparer_of_the_field()
    {
        var present = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        byte[] saved = StateCopy.Save(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["A"] = 1 });
        byte[] savedSet = StateCopy.Save(new HashSet<string> { "A" });

        Dictionary<string, int> loaded = StateCopy.Load(saved, present: present);
        HashSet<string> set = StateCopy.Load(savedSet, present: new HashSet<string>(StringComparer.OrdinalIgnoreCase));

        Assert.Equal(1, loaded["a"]);
        Assert.Contains("a", set);
    }

    [Fact]
    public void Floating_point_numbers_are_saved_bit_for_bit()
    {
        long[] bits = [0, long.MinValue, 0x7FF8_0000_0000_0001, unchecked((long)0xFFF8_0000_0000_0000), 1];
        double[] numbers = [.. bits.Select(BitConverter.Int64BitsToDouble)];

        Assert.Equal(bits, StateCopy.Of(numbers).Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(bits, numbers.Select(number => BitConverter.DoubleToInt64Bits(StateCopy.Of(number))));
    }

    [Fact]
    public void A_hash_knows_one_NaN_and_two_zeros()
    {
        double other = BitConverter.Int64BitsToDouble(unchecked((long)0xFFF8_0000_0000_0001));
        float otherSingle = BitConverter.Int32BitsToSingle(unchecked((int)0xFFC0_0001));
        Half otherHalf = BitConverter.Int16BitsToHalf(unchecked((short)0xFE01));

        Assert.Equal(StateCopy.Hash(double.NaN), StateCopy.Hash(other));
        Assert.Equal(StateCopy.Hash(float.NaN), StateCopy.Hash(otherSingle));
        Assert.Equal(StateCopy.Hash(Half.NaN), StateCopy.Hash(otherHalf));
        Assert.Equal(StateCopy.Hash<double[]>([double.NaN]), StateCopy.Hash<double[]>([other]));
        Assert.NotEqual(StateCopy.Hash(0.0), StateCopy.Hash(-0.0));
        Assert.NotEqual(StateCopy.Hash(1.0), StateCopy.Hash(double.NaN));
    }

    [Fact]
    public void A_hash_sees_what_stands_in_padding_bytes_not_at_all()
    {
        double?[] clean = [null, 1.5], dirty = [null, 1.5];
        Unsafe.InitBlock(ref Unsafe.As<double?, byte>(ref dirty[0]), 0, 8);
        Unsafe.Add(ref Unsafe.As<double?, byte>(ref dirty[1]), 3) = 0xAB;

        Assert.Equal(1.5, dirty[1]);
        Assert.Equal(StateCopy.Hash(clean), StateCopy.Hash(dirty));
        Assert.Equal(StateCopy.Save(clean), StateCopy.Save(dirty));
    }

    [Fact]
    public void A_hash_tells_lengths_and_orders_apart()
    {
        ulong[] hashes =
        [
            StateCopy.Hash<string>("ab"), StateCopy.Hash<string>("ba"), StateCopy.Hash<string?>(null),
            StateCopy.Hash<string>(""), StateCopy.Hash<string>("\0"), StateCopy.Hash<int[]>([0]),
            StateCopy.Hash<int[]>([0, 0]), StateCopy.Hash<int[]>([1, 0]), StateCopy.Hash<int[]>([0, 1]),
            StateCopy.Hash(("a", "bc")), StateCopy.Hash(("ab", "c")),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void Saved_bytes_that_end_early_are_refused_without_taking_memory_for_them()
    {
        byte[] saved = StateCopy.Save<int[]>([1, 2, 3]);
        BitConverter.TryWriteBytes(saved, int.MaxValue);

        Assert.Contains("ends at", Refusal(saved), StringComparison.Ordinal);
        Assert.Contains("ends at", Refusal(StateCopy.Save<int[]>([1, 2, 3])[..^1]), StringComparison.Ordinal);
        Assert.Contains("ends at", Refusal([1, 0]), StringComparison.Ordinal);
        BitConverter.TryWriteBytes(saved, -2);
        Assert.Contains("ends at", Refusal(saved), StringComparison.Ordinal);

        static string Refusal(byte[] bytes) =>
            Assert.Throws<InvalidOperationException>(() => StateCopy.Load<int[]>(bytes)).Message;
    }

    private static void Same<T>(T value) => Assert.Equal(value, StateCopy.Of(value));
}
