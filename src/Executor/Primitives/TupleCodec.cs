namespace Spaxiom.Graph;

/// <summary>A value or none: a flag and, if there is one, the value. The type itself has padding.</summary>
internal sealed class NullableCodec<T> : ValueCodec<T?>
    where T : struct
{
    internal override void CheckParts(StateMedium medium) => medium.Codecs.Get<T>(medium).CheckParts(medium);

    internal override void Visit(StateMedium medium, ref T? value)
    {
        bool hasValue = value.HasValue;
        medium.Raw(ref hasValue);
        T inner = value.GetValueOrDefault();
        if (hasValue) medium.Codecs.Get<T>(medium).Visit(medium, ref inner);
        if (medium.IsLoading) value = hasValue ? inner : null;
    }
}

/// <summary>A value with its instant.</summary>
internal sealed class TimestampedCodec<T> : ValueCodec<Timestamped<T>>
{
    internal override void CheckParts(StateMedium medium) => medium.Codecs.Get<T>(medium).CheckParts(medium);

    internal override void Visit(StateMedium medium, ref Timestamped<T> value)
    {
        (Instant time, T inner) = value;
        medium.Raw(ref time);
        medium.Codecs.Get<T>(medium).Visit(medium, ref inner);
        if (medium.IsLoading) value = new Timestamped<T>(time, inner);
    }
}

/// <summary>A key and its value.</summary>
internal sealed class PairCodec<TKey, TValue> : ValueCodec<KeyValuePair<TKey, TValue>>
{
    internal override void CheckParts(StateMedium medium)
    {
        medium.Codecs.Get<TKey>(medium).CheckParts(medium);
        medium.Codecs.Get<TValue>(medium).CheckParts(medium);
    }

    internal override void Visit(StateMedium medium, ref KeyValuePair<TKey, TValue> value)
    {
        (TKey key, TValue item) = value;
        medium.Codecs.Get<TKey>(medium).Visit(medium, ref key);
        medium.Codecs.Get<TValue>(medium).Visit(medium, ref item);
        if (medium.IsLoading) value = new KeyValuePair<TKey, TValue>(key, item);
    }
}

/// <summary>A tuple of two, item by item.</summary>
internal sealed class TupleCodec<T1, T2> : ValueCodec<(T1, T2)>
{
    internal override void CheckParts(StateMedium medium)
    {
        medium.Codecs.Get<T1>(medium).CheckParts(medium);
        medium.Codecs.Get<T2>(medium).CheckParts(medium);
    }

    internal override void Visit(StateMedium medium, ref (T1, T2) value)
    {
        medium.Codecs.Get<T1>(medium).Visit(medium, ref value.Item1);
        medium.Codecs.Get<T2>(medium).Visit(medium, ref value.Item2);
    }
}

/// <summary>A tuple of three, item by item.</summary>
internal sealed class TupleCodec<T1, T2, T3> : ValueCodec<(T1, T2, T3)>
{
    internal override void CheckParts(StateMedium medium)
    {
        medium.Codecs.Get<T1>(medium).CheckParts(medium);
        medium.Codecs.Get<T2>(medium).CheckParts(medium);
        medium.Codecs.Get<T3>(medium).CheckParts(medium);
    }

    internal override void Visit(StateMedium medium, ref (T1, T2, T3) value)
    {
        medium.Codecs.Get<T1>(medium).Visit(medium, ref value.Item1);
        medium.Codecs.Get<T2>(medium).Visit(medium, ref value.Item2);
        medium.Codecs.Get<T3>(medium).Visit(medium, ref value.Item3);
    }
}

/// <summary>A tuple of four, item by item.</summary>
internal sealed class TupleCodec<T1, T2, T3, T4> : ValueCodec<(T1, T2, T3, T4)>
{
    internal override void CheckParts(StateMedium medium)
    {
        medium.Codecs.Get<T1>(medium).CheckParts(medium);
        medium.Codecs.Get<T2>(medium).CheckParts(medium);
        medium.Codecs.Get<T3>(medium).CheckParts(medium);
        medium.Codecs.Get<T4>(medium).CheckParts(medium);
    }

    internal override void Visit(StateMedium medium, ref (T1, T2, T3, T4) value)
    {
        medium.Codecs.Get<T1>(medium).Visit(medium, ref value.Item1);
        medium.Codecs.Get<T2>(medium).Visit(medium, ref value.Item2);
        medium.Codecs.Get<T3>(medium).Visit(medium, ref value.Item3);
        medium.Codecs.Get<T4>(medium).Visit(medium, ref value.Item4);
    }
}

/// <summary>A tuple of five, item by item.</summary>
internal sealed class TupleCodec<T1, T2, T3, T4, T5> : ValueCodec<(T1, T2, T3, T4, T5)>
{
    internal override void CheckParts(StateMedium medium)
    {
        medium.Codecs.Get<T1>(medium).CheckParts(medium);
        medium.Codecs.Get<T2>(medium).CheckParts(medium);
        medium.Codecs.Get<T3>(medium).CheckParts(medium);
        medium.Codecs.Get<T4>(medium).CheckParts(medium);
        medium.Codecs.Get<T5>(medium).CheckParts(medium);
    }

    internal override void Visit(StateMedium medium, ref (T1, T2, T3, T4, T5) value)
    {
        medium.Codecs.Get<T1>(medium).Visit(medium, ref value.Item1);
        medium.Codecs.Get<T2>(medium).Visit(medium, ref value.Item2);
        medium.Codecs.Get<T3>(medium).Visit(medium, ref value.Item3);
        medium.Codecs.Get<T4>(medium).Visit(medium, ref value.Item4);
        medium.Codecs.Get<T5>(medium).Visit(medium, ref value.Item5);
    }
}

/// <summary>A tuple of six, item by item.</summary>
internal sealed class TupleCodec<T1, T2, T3, T4, T5, T6> : ValueCodec<(T1, T2, T3, T4, T5, T6)>
{
    internal override void CheckParts(StateMedium medium)
    {
        medium.Codecs.Get<T1>(medium).CheckParts(medium);
        medium.Codecs.Get<T2>(medium).CheckParts(medium);
        medium.Codecs.Get<T3>(medium).CheckParts(medium);
        medium.Codecs.Get<T4>(medium).CheckParts(medium);
        medium.Codecs.Get<T5>(medium).CheckParts(medium);
        medium.Codecs.Get<T6>(medium).CheckParts(medium);
    }

    internal override void Visit(StateMedium medium, ref (T1, T2, T3, T4, T5, T6) value)
    {
        medium.Codecs.Get<T1>(medium).Visit(medium, ref value.Item1);
        medium.Codecs.Get<T2>(medium).Visit(medium, ref value.Item2);
        medium.Codecs.Get<T3>(medium).Visit(medium, ref value.Item3);
        medium.Codecs.Get<T4>(medium).Visit(medium, ref value.Item4);
        medium.Codecs.Get<T5>(medium).Visit(medium, ref value.Item5);
        medium.Codecs.Get<T6>(medium).Visit(medium, ref value.Item6);
    }
}

/// <summary>A tuple of seven, item by item.</summary>
internal sealed class TupleCodec<T1, T2, T3, T4, T5, T6, T7> : ValueCodec<(T1, T2, T3, T4, T5, T6, T7)>
{
    internal override void CheckParts(StateMedium medium)
    {
        medium.Codecs.Get<T1>(medium).CheckParts(medium);
        medium.Codecs.Get<T2>(medium).CheckParts(medium);
        medium.Codecs.Get<T3>(medium).CheckParts(medium);
        medium.Codecs.Get<T4>(medium).CheckParts(medium);
        medium.Codecs.Get<T5>(medium).CheckParts(medium);
        medium.Codecs.Get<T6>(medium).CheckParts(medium);
        medium.Codecs.Get<T7>(medium).CheckParts(medium);
    }

    internal override void Visit(StateMedium medium, ref (T1, T2, T3, T4, T5, T6, T7) value)
    {
        medium.Codecs.Get<T1>(medium).Visit(medium, ref value.Item1);
        medium.Codecs.Get<T2>(medium).Visit(medium, ref value.Item2);
        medium.Codecs.Get<T3>(medium).Visit(medium, ref value.Item3);
        medium.Codecs.Get<T4>(medium).Visit(medium, ref value.Item4);
        medium.Codecs.Get<T5>(medium).Visit(medium, ref value.Item5);
        medium.Codecs.Get<T6>(medium).Visit(medium, ref value.Item6);
        medium.Codecs.Get<T7>(medium).Visit(medium, ref value.Item7);
    }
}
