using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>
/// The nodes that are to leave, and the gaps that they leave behind. A sweep may be deferred. When it acts, the node
/// and its descendants are doomed: they run no more. Then they leave, children before parents.
/// </summary>
/// <remarks>
/// A node is doomed once. Gaps are closed only while no node is doomed, since doomed nodes are known by their ranks.
/// </remarks>
[DebuggerDisplay("{_doomed.Count} doomed, {_deferred.Count} deferred")]
internal sealed class RemovalQueue
{
    private static readonly Comparison<int> s_youngestFirst = static (left, right) => right.CompareTo(left);

    private readonly List<int> _doomed = [];    // ranks
    private readonly List<Node> _deferred = []; // swept outside steps 1 to 3: doomed before the next poll

    // Everything that a leaving node is taken out of.
    private readonly Executor _executor;
    private readonly Topology _topology;
    private readonly NodeHooks _hooks;
    private readonly FailureLog _failures;
    private readonly UnboundNodes _unbound;

    internal RemovalQueue(Executor executor, Topology topology, NodeHooks hooks, FailureLog failures) =>
        (_executor, _topology, _hooks, _failures, _unbound) = (executor, topology, hooks, failures, executor.Unbound);

    /// <summary>Whether a sweep waits to be carried out.</summary>
    internal bool HasDeferred => _deferred.Count > 0;

    /// <summary>Whether a node is doomed and has not left.</summary>
    internal bool HasDoomed => _doomed.Count > 0;

    /// <summary>Lets the sweep wait until nodes may be doomed.</summary>
    internal void Defer(Node node)
    {
        _deferred.Add(node);
        _executor.Require(Attention.Removals);
    }

    /// <summary>Dooms the nodes whose sweep waits.</summary>
    internal void DoomDeferred()
    {
        foreach (Node node in _deferred) Doom(node);
        _deferred.Clear();
    }

    /// <summary>Marks the node and all its descendants: they do not run any more and leave in step 4.</summary>
    internal void Doom(Node node)
    {
        if (!Mark(node)) return;
        _executor.Require(Attention.Removals);
        if (_topology.ChildrenOf(node).MayBeAny) DoomDescendants(_doomed.Count - 1);
    }

    /// <summary>Step 4: lets the doomed nodes leave, and trims the gaps.</summary>
    internal void Finish()
    {
        RemoveDoomed();
        TrimGaps();
    }

    /// <summary>Lets the doomed nodes leave, children before parents.</summary>
    internal void RemoveDoomed()
    {
        if (_doomed.Count == 0) return;
        if (_doomed.Count > 1) _doomed.Sort(s_youngestFirst);
        foreach (int rank in _doomed) Leave(_topology[rank]);
        _doomed.Clear();
    }

    /// <summary>
    /// Removes every node of a rank or later, at once: a subgraph that could not be built, or the whole graph.
    /// </summary>
    internal void RemoveFrom(int rank)
    {
        foreach (Node node in _topology.NodesFrom(rank)) Doom(node);
        Step outer = _executor.Step;
        _executor.Step = Step.Sweep;
        RemoveDoomed();
        _executor.Step = outer;
    }

    /// <summary>
    /// Gives the last ranks back, so that nodes that come and go at the end leave no gaps. Not while nodes are being
    /// built, which are known by the ranks they began with.
    /// </summary>
    /// <returns>Whether there are so many others that they are to be closed.</returns>
    private bool TrimGaps()
    {
        _topology.TrimEnd();
        if (_topology.HasManyGaps) return true;
        if (_deferred.Count == 0) _executor.Settle(Attention.Removals);
        return false;
    }

    /// <summary>
    /// Closes the gaps in creation order, if they are many; the nodes that have the next cycle keep it under their new
    /// ranks. Between cycles, when nothing waits any more.
    /// </summary>
    internal void CloseGaps(ReadySet next)
    {
        Debug.Assert(_doomed.Count == 0 && _deferred.Count == 0, "They are known by rank.");
        if (!TrimGaps()) return;
        List<Node> yielded = _topology.NodesIn(next);
        next.Clear();
        _topology.CloseGaps();
        foreach (Node node in yielded) next.Add(node.Rank);
        _executor.Settle(Attention.Removals);
    }

    /// <summary>Checks what holds between any two cycles.</summary>
    internal void AssertInvariants(Attention attention, bool isFaulted)
    {
        bool isSeen = (attention & Attention.Removals) != 0;
        Invariant.Holds(isSeen || _deferred.Count + _doomed.Count == 0, "A removal is overlooked.");
        Invariant.Holds(_doomed.Count == 0 || isFaulted, "A removed node has not left.");
        int marked = 0;
        foreach (Node node in _topology.Nodes)
        {
            if (node.IsDoomed) marked++;
        }

        Invariant.Holds(marked == _doomed.Count, $"{marked} nodes are doomed, but {_doomed.Count} are to leave.");
    }

    private void DoomDescendants(int first)
    {
        for (int i = first; i < _doomed.Count; i++)
        {
            ref ChildRanks children = ref _topology.Places[_doomed[i]].Children;
            if (!children.MayBeAny) continue;
            MarkAll([children.OneWord]);
            MarkAll(children.Triggers);
            MarkAll(children.Observers);
        }
    }

    private void Leave(Node node)
    {
        if (node.FirstInput is not null)
        {
            _failures.CloseInputs(node);
            node.FirstInput = null;
        }

        if (node.FirstTimer >= 0) _executor.Timers.RemoveAll(node);
        _unbound.Remove(node);
        _executor.ForgetYield(node.Rank);
        _topology.Detach(node);
        _executor.Build.Blueprint?.Forget(node);
        _hooks.Drop(node);
    }

    private void MarkAll(ReadOnlySpan<RankWord> children)
    {
        foreach (RankWord word in children)
        {
            for (ulong bits = word.Bits; bits != 0; bits &= bits - 1)
                Mark(_topology[RankWord.FirstOf(word.Index, bits)]);
        }
    }

    private bool Mark(Node node)
    {
        if (!node.IsAlive || node.IsDoomed) return false;
        node.Flags |= NodeFlags.Doomed;
        _doomed.Add(node.Rank);
        return true;
    }
}
