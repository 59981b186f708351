using System.Buffers;

namespace Spaxiom.Graph;

/// <summary>Saves state into a buffer.</summary>
internal sealed class StateSaver(ValueCodecs codecs, IBufferWriter<byte> target) : StateMedium(codecs)
{
    internal override void Bytes(Span<byte> bytes) => target.Write(bytes);
}
