using System.Buffers;
using System.Text;

namespace Spaxiom.Graph.Tests;

/// <summary>Reads frames of a length byte and that many letters. Its value counts the frames.</summary>
internal sealed class FrameReader : Node<int>
{
    internal FrameReader()
        : base(0)
    {
    }

    /// <summary>The frames that arrived, and how the source ended.</summary>
    internal List<string> Log { get; } = [];

    /// <summary>Where the bytes come from.</summary>
    internal InputPipe? Pipe { get; set; }

    /// <summary>Bytes consumed so far.</summary>
    internal long Consumed { get; private set; }

    /// <summary>How often it ran.</summary>
    internal int Runs { get; private set; }

    /// <summary>Whether it has been told that no more will come.</summary>
    internal bool IsEnded { get; private set; }

    /// <summary>The bytes of a frame.</summary>
    internal static byte[] Frame(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        Runs++;
        if (context.InputCompleted)
        {
            IsEnded = true;
            Log.Add(Pipe!.Failure is { } failure ? $"failed: {failure.Message}" : $"ended, {Pipe.Buffer.Length} left");
            return Control.Terminate;
        }

        ReadOnlySequence<byte> rest = Pipe!.Buffer;
        while (TryRead(ref rest, out string frame)) Log.Add(frame);
        Consumed += Pipe.Buffer.Slice(0, rest.Start).Length;
        State = Log.Count;
        Pipe.AdvanceTo(rest.Start, rest.End);
        return Control.Broadcast;
    }

    private static bool TryRead(ref ReadOnlySequence<byte> bytes, out string frame)
    {
        frame = "";
        if (bytes.IsEmpty) return false;
        int length = bytes.FirstSpan[0];
        if (bytes.Length < length + 1) return false;
        frame = Encoding.ASCII.GetString(bytes.Slice(1, length));
        bytes = bytes.Slice(length + 1);
        return true;
    }
}
