using System.Buffers.Binary;

namespace Spaxiom.Graph;

/// <summary>Hashes state: the same state gives the same number, in any process of the same build.</summary>
/// <remarks>Each eight bytes are folded in by one multiplication. It shows accidents, not attacks.</remarks>
internal sealed class StateHasher(ValueCodecs codecs) : StateMedium(codecs)
{
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15; // 2^64 over the golden ratio: its bits are evenly mixed

    internal override bool IsHashing => true;

    /// <summary>The hash of what was visited so far.</summary>
    internal ulong Hash { get; private set; } = Odd;

    internal override void Bytes(Span<byte> bytes)
    {
        Fold((ulong)bytes.Length);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            Fold(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        ulong rest = 0;
        for (int i = bytes.Length - 1; i >= 0; i--) rest = (rest << 8) | bytes[i];
        Fold(rest);
    }

    private void Fold(ulong word)
    {
        ulong high = Math.BigMul(Hash ^ word, Odd, out ulong low);
        Hash = high ^ low ^ word;
    }
}
