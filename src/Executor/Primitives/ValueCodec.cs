namespace Spaxiom.Graph;

/// <summary>How a value is saved, loaded and hashed, whatever its type.</summary>
internal abstract class ValueCodec
{
    /// <summary>What a reader should know of values that were loaded; null when they are as they were.</summary>
    internal virtual string? Caveat => null;

    /// <summary>Refuses when a part of the value has no codec.</summary>
    internal virtual void CheckParts(StateMedium medium)
    {
    }
}

/// <summary>How a value of one type is saved, loaded and hashed: one method for all three.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal abstract class ValueCodec<T> : ValueCodec
{
    /// <summary>
    /// The codec of batches, said by what makes them, so that a program compiled ahead of time has the code for it;
    /// null for other types.
    /// </summary>
    internal static ValueCodec<T>? Announced { get; set; }

    /// <summary>Whether a value is exactly its bytes, whatever is done with them.</summary>
    internal virtual bool IsRaw => false;

    /// <summary>Visits the value, which is set if the medium loads and left alone otherwise.</summary>
    internal abstract void Visit(StateMedium medium, ref T value);

    /// <summary>What stands for the value in a description.</summary>
    internal virtual object? ShownOf(T value) => value;

    /// <summary>The next value, of a medium that loads.</summary>
    internal T Load(StateMedium medium)
    {
        T value = default!;
        Visit(medium, ref value);
        return value;
    }

    /// <summary>Visits values one after the other.</summary>
    internal void VisitAll(StateMedium medium, Span<T> values)
    {
        if (IsRaw)
        {
            medium.RawAll(values);
            return;
        }

        foreach (ref T value in values) Visit(medium, ref value);
    }
}
