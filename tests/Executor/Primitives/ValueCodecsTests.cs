using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Which types can be saved, and what a user registers.</summary>
public sealed class ValueCodecsTests
{
    [Fact]
    public void A_registered_type_is_known_as_part_of_others_too()
    {
        ValueCodecs codecs = new ValueCodecs().AddJson(StateJson.Default.Quote).AddUnmanaged<Level>();
        var quote = new Quote { Symbol = "A", Levels = [1.5, -0.0] };

        Quote loaded = StateCopy.Of(quote, codecs);
        Level[] levels = StateCopy.Of<Level[]>([new Level(1, 0.1), new Level(2, double.NaN)], codecs);

        Assert.Equal(quote.Symbol, loaded.Symbol);
        Assert.Equal(quote.Levels, loaded.Levels);
        Assert.Equal([new Level(1, 0.1), new Level(2, double.NaN)], levels);
        Assert.Equal(new Level(3, 1), StateCopy.Of<Level?>(new Level(3, 1), codecs));
        Assert.Equal([(1, new Level(3, 1))], StateCopy.Of<List<(int, Level)>>([(1, new Level(3, 1))], codecs));
        Assert.Null(StateCopy.Of<Quote?>(null, codecs!));
    }

    [Fact]
    public void A_type_with_padding_is_refused_with_its_sizes()
    {
        string message = Assert.Throws<ArgumentException>(() => new ValueCodecs().AddUnmanaged<Padded>()).Message;

        Assert.Contains("Padded cannot be saved as its bytes: it takes 16 bytes", message, StringComparison.Ordinal);
        Assert.Contains("its fields account for 9", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ValueCodecs().AddUnmanaged<Overlapping>());
        Assert.Throws<ArgumentException>(() => new ValueCodecs().AddUnmanaged<Nested>());
        Assert.Throws<ArgumentException>(() => new ValueCodecs().AddUnmanaged<DateTimeOffset>());
        Assert.Throws<ArgumentException>(() => new ValueCodecs().AddUnmanaged<(bool, double)>());
    }

    [Fact]
    public void A_type_with_an_address_is_refused_by_the_name_of_its_field()
    {
        string message = Assert.Throws<ArgumentException>(() => new ValueCodecs().AddUnmanaged<Handle>()).Message;

        Assert.Contains("its field Where is a IntPtr", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_of_a_registered_value_type_knows_one_NaN_wherever_it_stands()
    {
        ValueCodecs codecs = new ValueCodecs().AddUnmanaged<Mixed>();
        double other = BitConverter.Int64BitsToDouble(unchecked((long)0xFFF8_0000_0000_0001));
        float otherSingle = BitConverter.Int32BitsToSingle(unchecked((int)0xFFC0_0001));
        Half otherHalf = BitConverter.Int16BitsToHalf(unchecked((short)0xFE01));
        var one = new Mixed(7, Half.NaN, 8, float.NaN, 5, new Level(9, double.NaN));
        var same = new Mixed(7, otherHalf, 8, otherSingle, 5, new Level(9, other));

        Assert.Equal(StateCopy.Hash(one, codecs), StateCopy.Hash(same, codecs));
        Assert.NotEqual(StateCopy.Hash(one, codecs), StateCopy.Hash(same with { Count = 6 }, codecs));
        Assert.NotEqual(StateCopy.Save(one, codecs), StateCopy.Save(same, codecs));
        Assert.NotEqual(
            StateCopy.Hash(new Level(1, 0.0), codecs.AddUnmanaged<Level>()),
            StateCopy.Hash(new Level(1, -0.0), codecs));
    }

    [Fact]
    public void A_type_without_a_codec_is_an_error_that_names_node_field_and_type()
    {
        using TestRuntime runtime = Testing.NewRuntime();
        Node<Quote> node = runtime.Executor.Constant(new Quote()).Named("best");
        Node<Dictionary<int, Quote[]>> nested =
            runtime.Executor.Constant(new Dictionary<int, Quote[]>()).Named("book");

        string message = Assert.Throws<InvalidOperationException>(() => StateCopy.Describe(node)).Message;
        string ofPart = Assert.Throws<InvalidOperationException>(() => StateCopy.Describe(nested)).Message;

        Assert.Contains(
            "'State' of node 'best' (#0.1) cannot be saved: no codec is known for Quote.",
            message,
            StringComparison.Ordinal);
        Assert.Contains("runtime.Codecs.AddUnmanaged<Quote>()", message, StringComparison.Ordinal);
        Assert.Contains("of node 'book' (#1.1) cannot be saved: no codec", ofPart, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => StateCopy.SaveNode(node));
    }

    internal readonly record struct Level(long Size, double Price);

    internal readonly record struct Mixed(
        int Count, Half Small, short Filler, float Medium, int Another, Level Large);

    internal readonly record struct Padded(bool Flag, double Value);

    internal readonly record struct Nested(long Before, Padded Inner);

    internal readonly record struct Handle(nint Where);

    [StructLayout(LayoutKind.Explicit)]
    internal struct Overlapping
    {
        [FieldOffset(0)]
        public long Whole;

        [FieldOffset(0)]
        public int Half;
    }
}

/// <summary>A class of a user.</summary>
internal sealed class Quote
{
    public string Symbol { get; set; } = "";

    public List<double> Levels { get; set; } = [];
}

[JsonSerializable(typeof(Quote))]
internal sealed partial class StateJson : JsonSerializerContext;
