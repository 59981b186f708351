using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <summary>One piece of background work; used again once it has ended.</summary>
[SuppressMessage(
    "Reliability", "CA1001",
    Justification = "A source that has no timer holds nothing; a late cancellation must find it.")]
internal abstract class WorkPiece : IThreadPoolWorkItem
{
    private CancellationTokenSource _cancellation = new();

    /// <summary>The node that started it.</summary>
    internal abstract Node Node { get; }

    /// <summary>Its number among those of its node's work, from 1.</summary>
    internal long Id { get; set; }

    // Guarded by the host of virtual time.

    /// <summary>The context by which the host knows this piece; captured once.</summary>
    internal ExecutionContext? Context { get; set; }

    /// <summary>How many engine timers it waits for.</summary>
    internal int PendingTimers { get; set; }

    /// <summary>Whether it has begun and not ended.</summary>
    internal bool IsRunning { get; set; }

    /// <summary>Is cancelled when nobody wants the result any more.</summary>
    private protected CancellationToken Token => _cancellation.Token;

    /// <summary>Calls the work. It may end before this returns, or later on any thread.</summary>
    public abstract void Execute();

    /// <summary>Asks the work to stop; what it has registered for that runs on this thread.</summary>
    internal void Cancel() => _cancellation.Cancel();

    /// <summary>Asks the work to stop; what it has registered for that runs on the pool.</summary>
    internal void CancelOnPool() => _ = _cancellation.CancelAsync();

    /// <summary>Makes it ready for another piece of work.</summary>
    internal void Renew()
    {
        if (_cancellation.TryReset()) return;
        _cancellation = new CancellationTokenSource(); // the old one may still be running its callbacks
    }
}
