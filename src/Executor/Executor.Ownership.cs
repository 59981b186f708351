using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <content>Which thread may use the executor, and when it may not be used at all.</content>
public sealed partial class Executor
{
    private bool _disposed;

    /// <summary>The thread that runs this executor or, outside a run, calls a verb of it.</summary>
    internal OwnerThread Owner { get; } = new();

    /// <summary>Whether the calling thread is inside a cycle of this executor.</summary>
    internal bool IsInCycleHere => IsOwnedHere && _step != Step.Between;

    /// <summary>Whether the calling thread is inside a run or a verb of this executor.</summary>
    internal bool IsOwnedHere => Owner.IsHere;

    /// <summary>Starts a run on this thread.</summary>
    /// <exception cref="InvalidOperationException">It is running already, or a feedback is not bound.</exception>
    internal void Enter()
    {
        Claim(Environment.CurrentManagedThreadId);
        Begin();
    }

    /// <summary>
    /// Reserves the executor for a run on a thread, which may not have started: until <see cref="Exit"/>, other threads
    /// are refused.
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
    internal void Begin()
    {
        Debug.Assert(IsOwnedHere, "The run was claimed for this thread.");
        try
        {
            CheckAlive();
            if (_unbound.Count > 0) CheckBound();
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
        Debug.Assert(IsOwnedHere, "The run was claimed for this thread.");
        Owner.Release();
    }

    /// <summary>Drops every node, children before parents; blocked senders are released.</summary>
    internal void Dispose()
    {
        if (_disposed) return;
        if (IsOwnedHere)
        {
            throw new InvalidOperationException(
                "A runtime cannot be disposed from inside a run of it, or from a hook of one of its nodes. End the run "
                + "first: return Control.Terminate.");
        }

        using OwnerHold hold = Owner.Hold();
        if (_disposed) return;
        EndPosts?.Invoke(null);
        RemoveFrom(0);
        _disposed = true;
        ReportFailures();
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
    internal bool CheckHeld(Node node)
    {
        CheckAlive();
        if (node is null || node.Home != this) ThrowNotHere(node);
        return node.IsAlive;
    }

    /// <summary>Refuses the run while a node is incomplete; what was asked before may complete or remove it.</summary>
    private void CheckBound()
    {
        ApplyDeferred();
        if (_unbound.Count > 0) ThrowUnbound();
    }

    [DoesNotReturn]
    private static void ThrowNotHere(Node? node)
    {
        ArgumentNullException.ThrowIfNull(node);
        string advice = node.Home is null ? ". Call Add first." : ", but to another one.";
        throw new ArgumentException($"{node} was not added to this executor{advice}", nameof(node));
    }

    [DoesNotReturn]
    private void ThrowUnbound()
    {
        var names = new NodeNames();
        foreach (Node node in _unbound) names.Add(node);
        string verb = names.Count == 1 ? "was" : "were";
        throw new InvalidOperationException(
            $"The run cannot start: {names} {verb} never bound. Call Bind before running.");
    }

    private void CheckAlive()
    {
        if (_fault is not null) ThrowFault();
        ObjectDisposedException.ThrowIf(_disposed, this);
    }
}
