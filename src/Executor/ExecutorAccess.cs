using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <summary>Which thread may use an executor now, and whether it may be used at all.</summary>
internal sealed class ExecutorAccess(Executor executor, FailureLog failures)
{
    private bool _disposed;
    private bool _isUsable = true; // neither faulted nor disposed

    private OwnerThread Owner => executor.Owner;

    /// <summary>
    /// Called once, when the executor faults (with the fault) or is disposed (with null): posts are refused from then
    /// on, and the number of those that never ran is returned.
    /// </summary>
    internal Func<Exception?, int>? EndPosts { get; set; }

    /// <summary>Starts a run on this thread.</summary>
    /// <exception cref="InvalidOperationException">It is running already, or a feedback is not bound.</exception>
    internal void Enter()
    {
        Claim(Environment.CurrentManagedThreadId);
        Begin();
    }

    /// <summary>
    /// Reserves the executor for a run on a thread, which may not have started: until <see cref="Exit"/>, other
    /// threads are refused.
    /// </summary>
    /// <param name="thread">The managed id of the thread.</param>
    internal void Claim(int thread)
    {
        int owner = Owner.Claim(thread);
        if (owner == 0) return;
        if (owner != Environment.CurrentManagedThreadId) OwnerThread.ThrowOwned(owner);
        throw new InvalidOperationException(
            "A run was started from inside a run of the same executor, or from a hook of one of its nodes. Use Yield, "
            + "Feedback or a timer to go on later.");
    }

    /// <summary>Starts the run on the thread it was claimed for; a run that cannot start ends the claim.</summary>
    /// <exception cref="InvalidOperationException">A feedback is not bound.</exception>
    internal void Begin()
    {
        Debug.Assert(Owner.IsHere, "The run was claimed for this thread.");
        try
        {
            CheckAlive();
            if (!executor.Unbound.Any) return;
            executor.ApplyDeferred(); // what was asked before may complete or remove the node
            if (executor.Unbound.Any) executor.Unbound.Throw();
        }
        catch
        {
            Exit();
            throw;
        }
    }

    /// <summary>Ends the run on this thread.</summary>
    internal void Exit()
    {
        Debug.Assert(Owner.IsHere, "The run was claimed for this thread.");
        Owner.Release();
    }

    /// <summary>Refuses faulted and disposed executors.</summary>
    internal void CheckAlive()
    {
        if (!_isUsable) ThrowUnusable();
    }

    /// <summary>Lets no verb in any more: each throws the fault.</summary>
    /// <returns>How many posts will never run.</returns>
    internal int CloseFor(Exception fault)
    {
        _isUsable = false;
        return EndPosts?.Invoke(fault) ?? 0;
    }

    /// <summary>Refuses other threads, faulted and disposed executors.</summary>
    internal void CheckUsable()
    {
        Owner.Check();
        CheckAlive();
    }

    /// <summary>Refuses what <see cref="CheckUsable"/> refuses, and nodes that were never in this executor.</summary>
    /// <returns>False when the node has left, so that the verb does nothing.</returns>
    internal bool CheckVerb(Node node)
    {
        Owner.Check();
        return CheckHeld(node);
    }

    /// <summary>Refuses what <see cref="CheckVerb"/> refuses, on a thread that is known to be the owner.</summary>
    /// <returns>False when the node has left, so that the verb does nothing.</returns>
    internal bool CheckHeld([NotNull] Node? node)
    {
        CheckAlive();
        if (node is null || node.Home != executor) ThrowNotHere(node);
        return node.IsAlive;
    }

    /// <summary>Drops every node, children before parents; blocked senders are released.</summary>
    internal void Dispose()
    {
        if (_disposed) return;
        if (Owner.IsHere)
        {
            throw new InvalidOperationException(
                "A runtime cannot be disposed from inside a run of it, or from a hook of one of its nodes. End the run "
                + "first: return Control.Terminate.");
        }

        using OwnerHold hold = Owner.Hold();
        if (_disposed) return;
        EndPosts?.Invoke(null);
        executor.Removals.RemoveFrom(rank: 0); // whose hooks may use verbs
        (_disposed, _isUsable) = (true, false);
        failures.Report();
    }

    [DoesNotReturn]
    private void ThrowUnusable()
    {
        if (failures.Fault is not null) failures.ThrowFault();
        throw new ObjectDisposedException(nameof(Executor));
    }

    /// <summary>Refuses a node that is not of the executor, or none.</summary>
    [DoesNotReturn]
    internal static void ThrowNotHere(Node? node)
    {
        ArgumentNullException.ThrowIfNull(node);
        string advice = node.Home is null ? ". Call Add first." : ", but to another one.";
        throw new ArgumentException($"{node} was not added to this executor{advice}", nameof(node));
    }

    /// <summary>Refuses a node where none may be added.</summary>
    [DoesNotReturn]
    internal static void ThrowAddInsideCycle(Node node) => throw new InvalidOperationException(
        $"{node} cannot be added during a cycle: the graph changes only between cycles. Use Spawn, which adds it at "
        + "the end of this cycle.");
}
