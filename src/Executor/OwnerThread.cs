using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Spaxiom.Graph;

/// <summary>
/// Which thread uses an executor: it runs the graph, or calls a verb. Other threads read it whenever they notify or
/// send, so it has cache lines of its own: beside what a cycle writes, each read would cost the cycle a cache miss.
/// </summary>
[DebuggerDisplay("owner {_id}")]
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal sealed class OwnerThread
{
    [FieldOffset(64)]
    private volatile int _id; // managed thread id; 0 when there is no owner

    /// <summary>Whether the calling thread is the owner.</summary>
    internal bool IsHere => _id == Environment.CurrentManagedThreadId;

    /// <summary>Whether there is an owner.</summary>
    internal bool IsTaken => _id != 0;

    /// <summary>Makes a thread the owner, unless there is one.</summary>
    /// <param name="thread">The managed id of the thread, which need not have started.</param>
    /// <returns>The owner before; 0 when there was none.</returns>
    internal int Claim(int thread) => Interlocked.CompareExchange(ref _id, thread, 0);

    /// <summary>Leaves the executor to any thread.</summary>
    internal void Release()
    {
        Debug.Assert(_id != 0, "What is released was claimed.");
        _id = 0;
    }

    /// <summary>
    /// Makes the calling thread the owner until the hold is disposed. A thread that is the owner already stays it.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another thread is the owner.</exception>
    internal OwnerHold Hold()
    {
        int here = Environment.CurrentManagedThreadId;
        if (_id == here) return default;
        int owner = Claim(here);
        if (owner != 0) ThrowOwned(owner);
        return new OwnerHold(this);
    }

    /// <summary>Refuses other threads than the owner.</summary>
    /// <exception cref="InvalidOperationException">Another thread is the owner.</exception>
    internal void Check()
    {
        int owner = _id;
        if (owner != 0 && owner != Environment.CurrentManagedThreadId) ThrowOwned(owner);
    }

    [DoesNotReturn]
    internal static void ThrowOwned(int owner) => throw new InvalidOperationException(
        $"Thread {Environment.CurrentManagedThreadId} used an executor that thread {owner} is running or using. From "
        + "another thread use a notifier, a sender or Runtime.Post during a run; outside a run, let one thread at a "
        + "time use the executor.");
}

/// <summary>A thread's use of an executor, which ends when this is disposed.</summary>
/// <param name="claimed">What is to be released; null when the thread was the owner before.</param>
internal readonly ref struct OwnerHold(OwnerThread? claimed)
{
    /// <summary>Ends the use.</summary>
    public void Dispose() => claimed?.Release();
}
