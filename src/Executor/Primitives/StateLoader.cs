using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <summary>Loads state from what a <see cref="StateSaver"/> has written.</summary>
internal sealed class StateLoader(ValueCodecs codecs, ReadOnlyMemory<byte> source) : StateMedium(codecs)
{
    private int _position;

    internal override bool IsLoading => true;

    /// <summary>How many bytes were not loaded yet.</summary>
    internal int Remaining => source.Length - _position;

    internal override void Bytes(Span<byte> bytes)
    {
        if (bytes.Length > Remaining) ThrowEnds(bytes.Length);
        source.Span.Slice(_position, bytes.Length).CopyTo(bytes);
        _position += bytes.Length;
    }

    /// <summary>
    /// A number of items, each of which takes a byte at least: a damaged number must not cost memory. -1 stands for
    /// what is not there.
    /// </summary>
    internal override int Count(int count)
    {
        Raw(ref count);
        if (count < -1 || count > Remaining) ThrowEnds(count);
        return count;
    }

    [DoesNotReturn]
    private void ThrowEnds(int wanted) => throw new InvalidOperationException(
        $"What was saved ends at '{FieldName}' of {Subject}: {Remaining} bytes are left, but {wanted} items or bytes "
        + "follow. It is damaged, or was saved from another graph.");
}
