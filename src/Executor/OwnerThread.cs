using System.Runtime.InteropServices;

namespace Spaxiom.Graph;

/// <summary>
/// Which thread runs an executor. Other threads look at it whenever they notify or send, so it stands alone: beside
/// what a cycle writes, each look would cost the cycle a cache miss.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal sealed class OwnerThread
{
    [FieldOffset(64)]
    private volatile int _id; // managed thread id; 0 outside a run

    /// <summary>The thread's managed id; 0 outside a run.</summary>
    internal int Id => _id;

    /// <summary>Whether the calling thread is the one.</summary>
    internal bool IsHere => _id == Environment.CurrentManagedThreadId;

    /// <summary>Makes the calling thread the owner, unless there is one.</summary>
    /// <returns>The owner before; 0 when there was none.</returns>
    internal int Claim() => Interlocked.CompareExchange(ref _id, Environment.CurrentManagedThreadId, 0);

    /// <summary>Leaves the executor to any thread.</summary>
    internal void Release() => _id = 0;
}
