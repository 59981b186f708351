using System.Buffers;

namespace Spaxiom.Graph.Tests;

/// <summary>Values and nodes, saved into a buffer and loaded again.</summary>
internal static class StateCopy
{
    /// <summary>The bytes of a value.</summary>
    internal static byte[] Save<T>(T value, ValueCodecs? codecs = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        new StateSaver(codecs ?? new ValueCodecs(), buffer).Field(ref value);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The value that the bytes stand for; the field holds <paramref name="present"/> before.</summary>
    internal static T Load<T>(byte[] bytes, ValueCodecs? codecs = null, T present = default!)
    {
        var loader = new StateLoader(codecs ?? new ValueCodecs(), bytes);
        loader.Field(ref present);
        return loader.Remaining == 0 ? present : throw new InvalidOperationException($"{loader.Remaining} bytes left.");
    }

    /// <summary>The value, saved and loaded.</summary>
    internal static T Of<T>(T value, ValueCodecs? codecs = null) => Load<T>(Save(value, codecs), codecs);

    /// <summary>The hash of a value.</summary>
    internal static ulong Hash<T>(T value, ValueCodecs? codecs = null)
    {
        var hasher = new StateHasher(codecs ?? new ValueCodecs());
        hasher.Field(ref value);
        return hasher.Hash;
    }

    /// <summary>The bytes of all that a node keeps.</summary>
    internal static byte[] SaveNode(Node node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Visit(node, new StateSaver(node.Home!.Codecs, buffer));
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Sets all that a node keeps.</summary>
    internal static void LoadNode(Node node, byte[] bytes) => Visit(node, new StateLoader(node.Home!.Codecs, bytes));

    /// <summary>The fields that a node visits.</summary>
    internal static IReadOnlyList<StateField> Describe(Node node)
    {
        var describer = new StateDescriber(node.Home!.Codecs);
        Visit(node, describer);
        return describer.Fields;
    }

    private static void Visit(Node node, StateMedium medium)
    {
        var visitor = new StateVisitor(medium, node);
        node.VisitState(ref visitor);
    }
}
