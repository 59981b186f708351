using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Spaxiom.Graph;

/// <summary>A value as JSON, by the serializer that was generated for its type.</summary>
internal sealed class JsonCodec<T>(JsonTypeInfo<T> type) : ValueCodec<T>
{
    internal override void Visit(StateMedium medium, ref T value)
    {
        byte[] text = medium.IsLoading ? [] : JsonSerializer.SerializeToUtf8Bytes(value, type);
        int length = medium.Count(text.Length);
        if (medium.IsLoading) text = new byte[length];
        medium.Bytes(text);
        if (medium.IsLoading) value = JsonSerializer.Deserialize(text, type)!;
    }
}
