namespace Spaxiom.Graph;

/// <content>Which thread may use the executor, and when it may not be used at all.</content>
public sealed partial class Executor
{
    private bool _disposed;

    /// <summary>The thread in <c>Run</c>.</summary>
    internal OwnerThread Owner { get; } = new();

    /// <summary>Whether the calling thread is inside a cycle of this executor.</summary>
    internal bool IsInCycleHere => IsOwnedHere && _step != Step.Between;

    /// <summary>Whether the calling thread is the one that runs this executor.</summary>
    internal bool IsOwnedHere => Owner.IsHere;

    /// <summary>Starts a run on this thread.</summary>
    /// <exception cref="InvalidOperationException">It is running already, or a feedback is not bound.</exception>
    internal void Enter()
    {
        CheckAlive();
        int here = Environment.CurrentManagedThreadId;
        int owner = Owner.Claim();
        if (owner != 0 && owner != here) ThrowOtherThread();
        if (owner == here || _step != Step.Between || _actor is not null) // the last two: a hook outside a run
        {
            if (owner == 0) Exit();
            throw new InvalidOperationException(
                "A run was started from inside a run of the same executor. Use Yield, Feedback or a timer to go on "
                + "later.");
        }

        if (_unbound.Count > 0) CheckBound();
    }

    /// <summary>Ends the run on this thread.</summary>
    internal void Exit() => Owner.Release();

    /// <summary>Drops every node, children before parents; blocked senders are released.</summary>
    internal void Dispose()
    {
        if (_disposed) return;
        CheckThread();
        if (_step != Step.Between || IsOwnedHere)
        {
            throw new InvalidOperationException(
                "A runtime cannot be disposed from inside a run of it. End the run first: return Control.Terminate.");
        }

        RemoveFrom(0);
        _disposed = true;
        ReportFailures();
    }

    /// <summary>Refuses other threads, faulted and disposed executors.</summary>
    internal void CheckUsable()
    {
        CheckThread();
        CheckAlive();
    }

    /// <summary>Refuses what <see cref="CheckUsable"/> refuses, and nodes that were never in this executor.</summary>
    /// <returns>False when the node has left, so that the verb does nothing.</returns>
    internal bool CheckVerb(Node node)
    {
        ArgumentNullException.ThrowIfNull(node);
        CheckUsable();
        if (node.Home != this)
            throw new ArgumentException($"{node} was not added to this executor. Call Add first.", nameof(node));
        return node.IsAlive;
    }

    /// <summary>Refuses the run while a node is incomplete; what was asked before may complete or remove it.</summary>
    private void CheckBound()
    {
        try
        {
            ApplyDeferred();
            if (_unbound.Count > 0) ThrowUnbound();
        }
        catch
        {
            Exit();
            throw;
        }
    }

    private void ThrowUnbound() => throw new InvalidOperationException(
        $"The run cannot start: {string.Join(", ", _unbound)} was never bound. Call Bind before running.");

    private void CheckThread()
    {
        int owner = Owner.Id;
        if (owner != 0 && owner != Environment.CurrentManagedThreadId) ThrowOtherThread();
    }

    private void CheckAlive()
    {
        if (_fault is not null) ThrowFault();
        ObjectDisposedException.ThrowIf(_disposed, this);
    }

    private void ThrowOtherThread() => throw new InvalidOperationException(
        $"Thread {Environment.CurrentManagedThreadId} used an executor that thread {Owner.Id} is "
        + "running. From another thread use a notifier, a sender or Runtime.Post.");
}
