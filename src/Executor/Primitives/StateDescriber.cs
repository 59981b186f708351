using System.Collections;
using System.Globalization;

namespace Spaxiom.Graph;

/// <summary>Describes state: which fields there are, of which type and, if that is asked for, what they hold.</summary>
internal sealed class StateDescriber(ValueCodecs codecs, bool showsValues = true) : StateMedium(codecs)
{
    private const int ItemsShown = 100;

    private readonly List<StateField> _fields = [];
    private string _prefix = ""; // of the part that is visited

    /// <summary>What was visited so far, in order.</summary>
    internal IReadOnlyList<StateField> Fields => _fields;

    internal override void Bytes(Span<byte> bytes)
    {
    }

    internal override void Field<T>(ref T value, ValueCodec<T> codec, string name = "")
    {
        codec.CheckParts(this);
        Note(StateRole.Field, name, typeof(T), ValueText(codec.ShownOf(value)), codec.Caveat);
    }

    internal override void Contents<T>(ICollection<T> items, ValueCodec<T> codec, string name = "")
    {
        codec.CheckParts(this);
        string? caveat = items.GetType() is { IsGenericType: true } type
            && (type.GetGenericTypeDefinition() == typeof(Dictionary<,>)
                || type.GetGenericTypeDefinition() == typeof(HashSet<>)) ? DictionaryCodec.Order : null;
        Note(StateRole.Field, name, items.GetType(), ValueText(items), caveat);
    }

    internal override void Contents<T>(T[] items, string name = "")
    {
        Get<T>(name);
        Note(StateRole.Field, name, typeof(T[]), ValueText(items), caveat: null);
    }

    internal override void Constant<T>(T value, string name = "") =>
        Note(StateRole.Constant, name, typeof(T), Text(value), caveat: null);

    internal override void Scratch<T>(T scratch, string name = "") =>
        Note(StateRole.Scratch, name, typeof(T), "", caveat: null);

    internal override void Part<TPart>(ref TPart part, string name = "")
    {
        Note(StateRole.Part, name, part.GetType(), "", caveat: null);
        string outer = _prefix;
        _prefix = $"{outer}{name}.";
        base.Part(ref part, name);
        _prefix = outer;
    }

    internal override void Version(int version) =>
        Note(StateRole.Constant, "Version", typeof(int), Text(version), caveat: null);

    /// <summary>A value as people read it, with every digit it has.</summary>
    internal static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        IEnumerable items => ListOf(items),
        _ => value.ToString() ?? "",
    };

    private static string ListOf(IEnumerable items)
    {
        var texts = new List<string>();
        int count = 0;
        foreach (object? item in items)
        {
            if (count++ < ItemsShown) texts.Add(Text(item));
        }

        string more = count > ItemsShown ? $", and {count - ItemsShown} more" : "";
        return $"[{string.Join(", ", texts)}{more}]";
    }

    private string ValueText(object? value) => showsValues ? Text(value) : "";

    private ValueCodec<T> Get<T>(string name)
    {
        ValueCodec<T> codec = CodecOf<T>(name);
        codec.CheckParts(this);
        return codec;
    }

    private void Note(StateRole role, string name, Type type, string text, string? caveat) =>
        _fields.Add(new StateField(role, _prefix + name, type, text, caveat));
}
