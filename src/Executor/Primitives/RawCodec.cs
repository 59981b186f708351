using System.Numerics;

namespace Spaxiom.Graph;

/// <summary>A value that is exactly its bytes, none of which is padding: integers, enums, durations.</summary>
internal sealed class RawCodec<T> : ValueCodec<T>
{
    internal override bool IsRaw => true;

    internal override void Visit(StateMedium medium, ref T value) => medium.Raw(ref value);
}

/// <summary>
/// A floating-point number: saved bit for bit. Hashed with one NaN for all, since machines differ in which they make;
/// negative zero differs from zero.
/// </summary>
internal sealed class FloatCodec<T> : ValueCodec<T>
    where T : struct, IFloatingPointIeee754<T>
{
    internal override void Visit(StateMedium medium, ref T value)
    {
        if (medium.IsHashing && T.IsNaN(value))
        {
            T canonical = T.NaN;
            medium.Raw(ref canonical);
            return;
        }

        medium.Raw(ref value);
    }
}

/// <summary>A text, UTF-16 as it stands in memory: also one that is not well formed comes back as it was.</summary>
internal sealed class StringCodec : ValueCodec<string?>
{
    internal override void Visit(StateMedium medium, ref string? value)
    {
        int length = medium.Count(value?.Length ?? -1);
        if (!medium.IsLoading)
        {
            if (value is not null) medium.RawAll<char>(value.ToCharArray());
            return;
        }

        if (length < 0)
        {
            value = null;
            return;
        }

        char[] characters = new char[length];
        medium.RawAll<char>(characters);
        value = new string(characters);
    }
}

/// <summary>A wall-clock time with its zone, field by field: the type has padding.</summary>
internal sealed class DateTimeOffsetCodec : ValueCodec<DateTimeOffset>
{
    internal override void Visit(StateMedium medium, ref DateTimeOffset value)
    {
        long ticks = value.Ticks, zone = value.Offset.Ticks;
        medium.Raw(ref ticks);
        medium.Raw(ref zone);
        if (medium.IsLoading) value = new DateTimeOffset(ticks, new TimeSpan(zone));
    }
}
