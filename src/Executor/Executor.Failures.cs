using System.Runtime.ExceptionServices;

namespace Spaxiom.Graph;

/// <content>What becomes of exceptions.</content>
public sealed partial class Executor
{
    private readonly List<NodeException> _failures = []; // happened, not yet raised
    private Exception? _fault;                           // the first failure that ended a run
    private ExceptionDispatchInfo? _faultOrigin;
    private bool _reporting; // handlers are running: what fails meanwhile is raised by the same loop

    /// <summary>
    /// Raised once for every failure of a node, whatever its policy: after the nodes of the cycle have run and before
    /// its effects; for <see cref="ErrorPolicy.FailFast"/>, before the run throws. Runs on the executor's thread.
    /// </summary>
    /// <remarks>
    /// A handler that throws is called for the remaining failures first; then the executor is faulted.
    /// </remarks>
    public event Action<NodeException>? NodeFailed;

    /// <summary>
    /// Called once, when the executor faults (with the fault) or is disposed (with null): posts are refused from then
    /// on, and the number of those that never ran is returned.
    /// </summary>
    internal Func<Exception?, int>? EndPosts { get; init; }

    /// <summary>Whether a failure has ended a run for good.</summary>
    internal bool IsFaulted => _fault is not null;

    /// <summary>Counts the failure, notes its report, and does what the node's policy says.</summary>
    private void Fail(Node node, string activity, Exception exception)
    {
        string consequence = node.ErrorPolicy switch
        {
            ErrorPolicy.Hold => "Its value is as it was before (policy Hold).",
            ErrorPolicy.Sweep => "It and its descendants are removed (policy Sweep).",
            _ => "The run ends and the executor stays faulted (policy FailFast).",
        };
        NodeException failure = Note(node, activity, exception, consequence);
        if (node.ErrorPolicy == ErrorPolicy.FailFast) SetFault(failure);
        else if (node.ErrorPolicy == ErrorPolicy.Sweep && node.IsAlive) Sweep(node);
    }

    private NodeException Note(Node node, string activity, Exception exception, string consequence)
    {
        node.Failures++;
        NodeNames? mutated = _step == Step.Run ? MutatedParents(node) : null;
        var failure = new NodeException(node, activity, mutated, consequence, exception, Epoch, Now);
        _failures.Add(failure);
        _attention |= Attention.Steps;
        return failure;
    }

    private void SetFault(Exception fault)
    {
        if (_fault is not null) return;
        (_fault, _faultOrigin) = (fault, ExceptionDispatchInfo.Capture(fault));
        _attention |= Attention.Steps;
        int lost = EndPosts?.Invoke(fault) ?? 0;
        if (fault is NodeException failure) failure.LostPosts = lost;
        foreach (Node node in _topology.Nodes) CloseInputs(node);
    }

    /// <summary>Raises every failure that is still to be reported.</summary>
    private void ReportFailures()
    {
        if (_failures.Count > 0 && !_reporting) RaiseFailures();
    }

    private void RaiseFailures()
    {
        _reporting = true;
        Exception? thrown = null;
        for (int i = 0; i < _failures.Count; i++) Raise(_failures[i], ref thrown);
        _failures.Clear();
        _reporting = false;
        if (thrown is null) return;
        SetFault(new InvalidOperationException(
            $"A handler of Executor.NodeFailed threw {thrown.GetType().Name}: {thrown.Message} The executor stays "
            + "faulted. Handlers must not throw.",
            thrown));
        EndFaultedCycle();
    }

    private void Raise(NodeException failure, ref Exception? thrown)
    {
        foreach (Delegate handler in NodeFailed?.GetInvocationList() ?? [])
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

    /// <summary>Throws the first error, after every failure has been reported.</summary>
    private void ThrowFault()
    {
        ReportFailures();
        _faultOrigin!.Throw();
    }

    private NodeNames MutatedParents(Node node)
    {
        var mutated = new NodeNames();
        foreach (ParentLink link in node.Parents)
        {
            if (link.Parent.MutatedEpoch == Epoch) mutated.Add(link.Parent);
        }

        return mutated;
    }
}
