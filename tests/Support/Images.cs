using System.Buffers;

namespace Spaxiom.Graph.Tests;

/// <summary>Graphs, saved into bytes.</summary>
internal static class Images
{
    /// <summary>The image of a runtime's graph as it is now.</summary>
    internal static byte[] Save(this RuntimeImage image)
    {
        var buffer = new ArrayBufferWriter<byte>();
        image.Save(buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
