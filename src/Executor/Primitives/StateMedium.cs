using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Spaxiom.Graph;

/// <summary>What a visit does with state: it saves, loads, hashes or describes it. Knows values, no graph.</summary>
internal abstract class StateMedium(ValueCodecs codecs)
{
    /// <summary>How values of each type are taken apart.</summary>
    internal ValueCodecs Codecs => codecs;

    /// <summary>Whose state is visited, for reports.</summary>
    internal object? Subject { get; set; }

    /// <summary>The field that is visited, for reports.</summary>
    internal string FieldName { get; private set; } = "";

    /// <summary>Whether fields are set by the visit.</summary>
    internal virtual bool IsLoading => false;

    /// <summary>Whether values that count as equal must give the same bytes.</summary>
    internal virtual bool IsHashing => false;

    /// <summary>Saves, loads or hashes the bytes of a value.</summary>
    internal abstract void Bytes(Span<byte> bytes);

    /// <summary>Visits a field of a type whose codec is looked up.</summary>
    internal void Field<T>(ref T value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Field(ref value, CodecOf<T>(name), name);

    /// <summary>Visits a field by a codec.</summary>
    internal virtual void Field<T>(
        ref T value, ValueCodec<T> codec, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        FieldName = name;
        codec.Visit(this, ref value);
    }

    /// <summary>The codec for a field that is about to be visited.</summary>
    internal ValueCodec<T> CodecOf<T>(string name)
    {
        FieldName = name;
        return codecs.Get<T>(this);
    }

    /// <summary>Visits what a collection holds; the collection itself stays.</summary>
    internal virtual void Contents<T>(
        ICollection<T> items, ValueCodec<T> codec, [CallerArgumentExpression(nameof(items))] string name = "")
    {
        FieldName = name;
        int count = Count(items.Count);
        if (IsLoading)
        {
            items.Clear();
            for (; count > 0; count--) items.Add(codec.Load(this));
            return;
        }

        foreach (T item in items)
        {
            T copy = item;
            codec.Visit(this, ref copy);
        }
    }

    /// <summary>Visits the items of an array of fixed length.</summary>
    internal virtual void Contents<T>(T[] items, [CallerArgumentExpression(nameof(items))] string name = "")
    {
        ValueCodec<T> codec = CodecOf<T>(name);
        if (Count(items.Length) != items.Length) ThrowDoesNotFit($"an array of {items.Length} items");
        codec.VisitAll(this, items);
    }

    /// <summary>Names a parameter: it is compared, never loaded.</summary>
    internal virtual void Constant<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
    }

    /// <summary>Names what is no state.</summary>
    internal virtual void Scratch<T>(T scratch, [CallerArgumentExpression(nameof(scratch))] string name = "")
    {
    }

    /// <summary>Visits a part that takes itself apart.</summary>
    internal virtual void Part<TPart>(ref TPart part, [CallerArgumentExpression(nameof(part))] string name = "")
        where TPart : IStatePart => part.OnState(this);

    /// <summary>Says how the fields are laid out, counted from 0: what was saved in another way is refused.</summary>
    internal virtual void Version(int version)
    {
        int saved = version;
        Raw(ref saved);
        if (saved != version) ThrowDoesNotFit($"version {version} of its fields");
    }

    /// <summary>Visits a value that is exactly its bytes.</summary>
    internal void Raw<T>(ref T value) => Bytes(BytesOf(new Span<T>(ref value)));

    /// <summary>Visits values that are exactly their bytes.</summary>
    internal void RawAll<T>(Span<T> values) => Bytes(BytesOf(values));

    /// <summary>Visits a number of items.</summary>
    /// <returns>The number, which was saved if this loads.</returns>
    internal virtual int Count(int count)
    {
        Raw(ref count);
        return count;
    }

    /// <summary>Refuses what was saved, because it was saved by something else.</summary>
    internal void ThrowDoesNotFit(string expectation) => throw new InvalidOperationException(
        $"What was saved for '{FieldName}' of {Subject} does not fit: {expectation} was expected. Load it into the "
        + "graph it was saved from, built in the same way.");

    private static Span<byte> BytesOf<T>(Span<T> values) => MemoryMarshal.CreateSpan(
        ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values)), checked(values.Length * Unsafe.SizeOf<T>()));
}

/// <summary>A piece of a node, shared by several kinds, that visits its own fields.</summary>
internal interface IStatePart
{
    /// <summary>Visits every field, as <c>Node.OnState</c> does.</summary>
    void OnState(StateMedium medium);
}
