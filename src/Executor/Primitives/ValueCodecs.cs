using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Spaxiom.Graph;

/// <summary>
/// How the values of a graph are saved, type by type. Built in are the primitive types, enums, <see cref="string"/>,
/// <see cref="Guid"/>, <see cref="decimal"/>, the types of time, and what is made of types that have a codec: nullable
/// values, tuples, <see cref="Timestamped{T}"/>, arrays, lists, sets, dictionaries and batches.
/// </summary>
/// <remarks>
/// A type of your own is registered before the first save or load, and is then known as part of others too. In a
/// program that was compiled ahead of time, what is made of others is known for built-in and registered types and one
/// level deep; anything deeper is registered as a whole.
/// </remarks>
public sealed class ValueCodecs
{
    private readonly Dictionary<Type, ValueCodec> _codecs = []; // registered, or used before

    internal ValueCodecs()
    {
    }

    /// <summary>Saves values of a type as JSON, as its generated serializer writes them.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="type">What <c>System.Text.Json</c> has generated for the type.</param>
    /// <returns>This, for the next type.</returns>
    public ValueCodecs AddJson<T>(JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Add(new JsonCodec<T>(type));
        return this;
    }

    /// <summary>Saves values of a type as their bytes.</summary>
    /// <typeparam name="T">A type without references and without padding between its fields.</typeparam>
    /// <returns>This, for the next type.</returns>
    /// <exception cref="ArgumentException">
    /// The type has padding, whose bytes are of no account and differ from run to run, or a field whose size differs
    /// from machine to machine.
    /// </exception>
    public ValueCodecs AddUnmanaged<[DynamicallyAccessedMembers(UnmanagedLayout.Fields)] T>()
        where T : unmanaged
    {
        BuiltInCodecs.AddStruct(_codecs, UnmanagedLayout.CodecOf<T>());
        return this;
    }

    /// <summary>Saves values of a type, and what is made of it, by a codec.</summary>
    internal void Add<T>(ValueCodec<T> codec) => BuiltInCodecs.Add(_codecs, codec);

    /// <summary>Whether values of the type can be saved, their parts aside.</summary>
    internal bool TryGet<T>([NotNullWhen(true)] out ValueCodec<T>? codec)
    {
        if (!_codecs.TryGetValue(typeof(T), out ValueCodec? found))
        {
            found = ValueCodec<T>.Announced ?? BuiltInCodecs.Find<T>();
            if (found is not null) _codecs.Add(typeof(T), found);
        }

        codec = (ValueCodec<T>?)found;
        return codec is not null;
    }

    /// <summary>The codec of a type, for a visit.</summary>
    internal ValueCodec<T> Get<T>(StateMedium medium)
    {
        if (!TryGet(out ValueCodec<T>? codec)) ThrowMissing(typeof(T), medium);
        return codec;
    }

    [DoesNotReturn]
    private static void ThrowMissing(Type type, StateMedium medium)
    {
        string name = TypeNames.Readable(type);
        string reason = type.IsGenericType && !RuntimeFeature.IsDynamicCodeSupported
            ? " In a program compiled ahead of time, a type made of others is registered as a whole."
            : "";
        throw new InvalidOperationException(
            $"'{medium.FieldName}' of {medium.Subject} cannot be saved: no codec is known for {name}. Register one "
            + $"with runtime.Codecs.AddJson and its JsonTypeInfo<{name}> or, if it has neither references nor padding, "
            + $"with runtime.Codecs.AddUnmanaged<{name}>().{reason}");
    }
}
