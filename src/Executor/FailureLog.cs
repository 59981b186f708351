using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Spaxiom.Graph;

/// <summary>
/// The failures of nodes that are still to be reported, and the fault: the first failure that ended a run.
/// </summary>
/// <remarks>Every failure is reported once. A fault is never replaced by a later one.</remarks>
[DebuggerDisplay("{_unreported.Count} unreported, fault: {Fault}")]
internal sealed class FailureLog(Executor executor)
{
    private readonly List<NodeException> _unreported = [];
    private ExceptionDispatchInfo? _origin; // of the fault
    private bool _isReporting; // handlers are running: a failure meanwhile is reported by the same loop

    /// <summary>Raised for each failure when it is reported.</summary>
    internal event Action<NodeException>? Reported;

    /// <summary>The first failure that ended a run; null while there is none.</summary>
    internal Exception? Fault { get; private set; }

    /// <summary>Counts the failure of a node, and applies its policy.</summary>
    internal void Fail(Node node, string activity, Exception exception)
    {
        string consequence = node.ErrorPolicy switch
        {
            ErrorPolicy.Hold => "Its value is as it was before (policy Hold).",
            ErrorPolicy.Sweep => "It and its descendants are removed (policy Sweep).",
            _ => "The run ends and the executor stays faulted (policy FailFast).",
        };
        NodeException failure = Record(node, activity, exception, consequence);
        if (node.ErrorPolicy == ErrorPolicy.FailFast) SetFault(failure);
        else if (node.ErrorPolicy == ErrorPolicy.Sweep && node.IsAlive) executor.Sweep(node);
    }

    /// <summary>Counts a failure that ends nothing, whatever the node's policy.</summary>
    internal NodeException Record(Node node, string activity, Exception exception, string consequence)
    {
        node.Failures++;
        NodeNames? mutated = executor.Step == Step.Run ? MutatedParents(node) : null;
        var failure = new NodeException(
            node, activity, mutated, consequence, exception, executor.Epoch, executor.Now);
        _unreported.Add(failure);
        executor.Require(Attention.Reports);
        return failure;
    }

    /// <summary>Reports every failure that was not reported yet.</summary>
    internal void Report()
    {
        if (_unreported.Count > 0 && !_isReporting) ReportAll();
    }

    /// <summary>Throws the fault, after every failure has been reported.</summary>
    [DoesNotReturn]
    internal void ThrowFault()
    {
        Report();
        _origin!.Throw();
    }

    /// <summary>Checks what holds between any two cycles.</summary>
    internal void AssertInvariants()
    {
        Invariant.Holds(_unreported.Count == 0, "A failure was not reported.");
        Invariant.Holds(!_isReporting, "The report of failures was never left.");
        Invariant.Holds((Fault is null) == (_origin is null), "The fault and its origin do not go together.");
    }

    private void SetFault(Exception fault)
    {
        if (Fault is not null) return;
        (Fault, _origin) = (fault, ExceptionDispatchInfo.Capture(fault));
        executor.Require(Attention.Reports);
        int lost = executor.Access.CloseFor(fault);
        if (fault is NodeException failure) failure.LostPosts = lost;
        foreach (Node node in executor.Nodes) CloseInputs(node);
    }

    /// <summary>
    /// Lets a node's inputs go dead; a byte source that cannot even be closed must not stop a removal.
    /// </summary>
    internal void CloseInputs(Node node)
    {
        for (NodeInput? input = node.FirstInput; input is not null; input = input.Next)
        {
            try
            {
                input.Close();
            }
            catch (Exception exception)
            {
                Record(node, "while its inputs were closed", exception, "They are dead all the same.");
            }
        }
    }

    private void ReportAll()
    {
        _isReporting = true;
        Exception? thrown = null;
        for (int i = 0; i < _unreported.Count; i++) Raise(_unreported[i], ref thrown);
        _unreported.Clear();
        _isReporting = false;
        if (Fault is null) executor.Settle(Attention.Reports); // posted code may swallow a fault
        if (thrown is null) return;
        SetFault(new InvalidOperationException(
            $"A handler of Executor.NodeFailed threw {thrown.GetType().Name}: {thrown.Message} The executor stays "
            + "faulted. Handlers must not throw.",
            thrown));
        executor.EndFaultedCycle();
    }

    private void Raise(NodeException failure, ref Exception? thrown)
    {
        foreach (Delegate handler in Reported?.GetInvocationList() ?? [])
        {
            try
            {
                ((Action<NodeException>)handler)(failure);
            }
            catch (Exception exception)
            {
                thrown ??= exception;
            }
        }
    }

    private NodeNames MutatedParents(Node node)
    {
        var mutated = new NodeNames();
        foreach (ParentLink link in node.Parents)
        {
            if (link.Parent.MutatedEpoch == executor.Epoch) mutated.Add(link.Parent);
        }

        return mutated;
    }
}
