using System.Runtime.InteropServices;

namespace Spaxiom.Graph;

/// <summary>
/// A value type whose fields fill it, some of them floating-point numbers, treated as <see cref="FloatCodec{T}"/> does.
/// </summary>
internal sealed class UnmanagedCodec<T>((int Offset, int Size)[] floats) : ValueCodec<T>
    where T : unmanaged
{
    internal override void Visit(StateMedium medium, ref T value)
    {
        if (!medium.IsHashing)
        {
            medium.Raw(ref value);
            return;
        }

        T canonical = value;
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<T>(ref canonical));
        foreach ((int offset, int size) in floats)
        {
            Span<byte> number = bytes.Slice(offset, size);
            switch (size)
            {
                case 2 when Half.IsNaN(BitConverter.ToHalf(number)):
                    BitConverter.TryWriteBytes(number, Half.NaN);
                    break;
                case 4 when float.IsNaN(BitConverter.ToSingle(number)):
                    BitConverter.TryWriteBytes(number, float.NaN);
                    break;
                case 8 when double.IsNaN(BitConverter.ToDouble(number)):
                    BitConverter.TryWriteBytes(number, double.NaN);
                    break;
            }
        }

        medium.Raw(ref canonical);
    }
}
