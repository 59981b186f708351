using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>The codecs that need no registration.</summary>
internal static class BuiltInCodecs
{
    private static readonly Dictionary<Type, ValueCodec> s_codecs = MakeTable();

    /// <summary>The codec of a built-in type, of an enum, or of what is made of others; null for all else.</summary>
    internal static ValueCodec? Find<T>()
    {
        if (s_codecs.TryGetValue(typeof(T), out ValueCodec? codec)) return codec;
        if (typeof(T).IsEnum) return new RawCodec<T>();
        if (!typeof(T).IsGenericType && typeof(T).GetCustomAttribute<ValueCodecAttribute>() is { } named)
            return (ValueCodec)Activator.CreateInstance(named.Codec)!;
        return RuntimeFeature.IsDynamicCodeSupported ? Compose(typeof(T)) : null;
    }

    /// <summary>Notes a codec, and those of what is made of its values.</summary>
    internal static void Add<T>(Dictionary<Type, ValueCodec> codecs, ValueCodec<T> codec)
    {
        codecs[typeof(T)] = codec;
        codecs[typeof(T[])] = new ArrayCodec<T>();
        codecs[typeof(List<T>)] = new ListCodec<T>();
        codecs[typeof(HashSet<T>)] = new HashSetCodec<T>();
        codecs[typeof(IReadOnlyList<T>)] = new ReadOnlyListCodec<T>();
        codecs[typeof(ReadOnlyMemory<T>)] = new MemoryCodec<T>();
        codecs[typeof(Timestamped<T>)] = new TimestampedCodec<T>();
    }

    /// <summary>Notes the codec of a value type, and those of what is made of its values.</summary>
    internal static void AddStruct<T>(Dictionary<Type, ValueCodec> codecs, ValueCodec<T> codec)
        where T : struct
    {
        Add(codecs, codec);
        codecs[typeof(T?)] = new NullableCodec<T>();
    }

    private static Dictionary<Type, ValueCodec> MakeTable()
    {
        var codecs = new Dictionary<Type, ValueCodec>();
        AddRaw<bool>();
        AddRaw<char>();
        AddRaw<byte>();
        AddRaw<sbyte>();
        AddRaw<short>();
        AddRaw<ushort>();
        AddRaw<int>();
        AddRaw<uint>();
        AddRaw<long>();
        AddRaw<ulong>();
        AddRaw<Int128>();
        AddRaw<UInt128>();
        AddRaw<decimal>();
        AddRaw<Guid>();
        AddRaw<Instant>();
        AddRaw<TimeSpan>();
        AddRaw<DateTime>();
        AddRaw<DateOnly>();
        AddRaw<TimeOnly>();
        AddStruct(codecs, new FloatCodec<Half>());
        AddStruct(codecs, new FloatCodec<float>());
        AddStruct(codecs, new FloatCodec<double>());
        AddStruct(codecs, new DateTimeOffsetCodec());
        Add(codecs, new StringCodec());
        return codecs;

        void AddRaw<T>()
            where T : struct => AddStruct(codecs, new RawCodec<T>());
    }

    /// <summary>
    /// The codec of a type made of others, where types can be made at run time. Where they cannot, the one of a
    /// built-in or registered type was made with it.
    /// </summary>
    [RequiresDynamicCode("Called only where types can be made at run time.")]
    private static ValueCodec? Compose(Type type)
    {
        if (type.IsSZArray) return Make(typeof(ArrayCodec<>), type.GetElementType()!);
        if (!type.IsGenericType) return null;
        Type? codec = CodecOf(type.GetGenericTypeDefinition());
        return codec is null ? null : Make(codec, type.GetGenericArguments());
    }

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    private static Type? CodecOf(Type definition)
    {
        if (definition == typeof(Nullable<>)) return typeof(NullableCodec<>);
        if (definition == typeof(List<>)) return typeof(ListCodec<>);
        if (definition == typeof(HashSet<>)) return typeof(HashSetCodec<>);
        if (definition == typeof(IReadOnlyList<>)) return typeof(ReadOnlyListCodec<>);
        if (definition == typeof(ReadOnlyMemory<>)) return typeof(MemoryCodec<>);
        if (definition == typeof(Timestamped<>)) return typeof(TimestampedCodec<>);
        if (definition == typeof(Dictionary<,>)) return typeof(DictionaryCodec<,>);
        if (definition == typeof(KeyValuePair<,>)) return typeof(PairCodec<,>);
        if (definition == typeof(ValueTuple<,>)) return typeof(TupleCodec<,>);
        if (definition == typeof(ValueTuple<,,>)) return typeof(TupleCodec<,,>);
        if (definition == typeof(ValueTuple<,,,>)) return typeof(TupleCodec<,,,>);
        if (definition == typeof(ValueTuple<,,,,>)) return typeof(TupleCodec<,,,,>);
        if (definition == typeof(ValueTuple<,,,,,>)) return typeof(TupleCodec<,,,,,>);
        if (definition == typeof(ValueTuple<,,,,,,>)) return typeof(TupleCodec<,,,,,,>);
        return definition.GetCustomAttribute<ValueCodecAttribute>()?.Codec;
    }

    [RequiresDynamicCode("Called only where types can be made at run time.")]
    [UnconditionalSuppressMessage(
        "Trimming", "IL2055", Justification = "No codec asks for members of the types it is made for.")]
    private static ValueCodec Make(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type definition,
        params Type[] parts) => (ValueCodec)Activator.CreateInstance(definition.MakeGenericType(parts))!;
}
