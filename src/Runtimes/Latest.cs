using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// A node's value as of the last finished cycle, readable from any thread without disturbing the graph.
/// </summary>
/// <remarks>
/// A sequence lock: the writer never waits, and a reader that meets a write tries again, so it never sees half a value.
/// A batch (<see cref="ReadOnlyMemory{T}"/>) is a copy, which stays as it is however long it is read.
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
[DebuggerDisplay("{Value}")]
public sealed class Latest<T> : IStatePart
{
    private T _value = default!;
    private bool _hasValue;
    private int _version; // odd while the value is being written

    internal Latest()
    {
    }

    /// <summary>The newest value; the type's default while <see cref="HasValue"/> is false.</summary>
    public T Value => Read(out _);

    /// <summary>Whether the node has had a value yet.</summary>
    public bool HasValue
    {
        get
        {
            _ = Read(out bool hasValue);
            return hasValue;
        }
    }

    internal void Write(in T value)
    {
        int version = _version;
        Volatile.Write(ref _version, version + 1);
        Interlocked.MemoryBarrier();
        (_value, _hasValue) = (value, true);
        Volatile.Write(ref _version, version + 2);
    }

    void IStatePart.OnState(StateMedium medium)
    {
        T value = Read(out bool hasValue);
        medium.Field(ref value, nameof(_value));
        medium.Field(ref hasValue, nameof(_hasValue));
        medium.Scratch(_version);
        if (medium.IsLoading && hasValue) Write(in value);
    }

    private T Read(out bool hasValue)
    {
        var spinner = default(SpinWait);
        while (true)
        {
            int before = Volatile.Read(ref _version);
            T value = _value;
            hasValue = _hasValue;
            Interlocked.MemoryBarrier();
            if ((before & 1) == 0 && Volatile.Read(ref _version) == before) return value;
            spinner.SpinOnce(sleep1Threshold: -1);
        }
    }
}
