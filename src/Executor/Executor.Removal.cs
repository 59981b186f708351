using System.Diagnostics;

namespace Spaxiom.Graph;

/// <content>How nodes leave.</content>
public sealed partial class Executor
{
    private static readonly Comparison<int> s_youngestFirst = static (left, right) => right.CompareTo(left);

    private readonly List<int> _doomed = [];          // ranks of the nodes that leave before gaps are closed
    private readonly List<Node> _deferredSweeps = []; // asked outside steps 1 to 3: doomed before the next poll
    private bool _gapsPossible;

    /// <summary>Marks the node and all its descendants: they do not run any more and leave in step 4.</summary>
    private void Doom(Node node)
    {
        if (!Mark(node)) return;
        _attention |= Attention.Steps;
        for (int i = _doomed.Count - 1; i < _doomed.Count; i++)
        {
            ref ChildRanks children = ref _topology.Places[_doomed[i]].Children;
            if (!children.MayBeAny) continue;
            MarkAll([children.OneWord]);
            MarkAll(children.Triggers);
            MarkAll(children.Observers);
        }

        void MarkAll(ReadOnlySpan<RankWord> children)
        {
            foreach (RankWord word in children)
            {
                for (ulong bits = word.Bits; bits != 0; bits &= bits - 1)
                    Mark(_topology[RankWord.FirstOf(word.Index, bits)]);
            }
        }

        bool Mark(Node one)
        {
            if (!one.IsAlive || one.IsDoomed) return false;
            one.Flags |= NodeFlags.Doomed;
            _doomed.Add(one.Rank);
            return true;
        }
    }

    /// <summary>Lets the marked nodes leave, children before parents.</summary>
    private void RemoveDoomed()
    {
        if (_doomed.Count == 0) return;
        if (_doomed.Count > 1) _doomed.Sort(s_youngestFirst);
        foreach (int rank in _doomed) Leave(_topology[rank]);
        _doomed.Clear();
        _gapsPossible = true;
    }

    private void Leave(Node node)
    {
        if (node.FirstInput is not null)
        {
            CloseInputs(node);
            node.FirstInput = null;
        }

        if (node.FirstTimer >= 0) _timers.RemoveAll(node);
        if (_unbound.Count > 0) _unbound.Remove(node);
        _next.Remove(node.Rank);
        _topology.Detach(node);
        Node? outer = _actor;
        _actor = node;
        try
        {
            node.Drop();
        }
        catch (Exception exception)
        {
            Note(node, "in OnDrop", exception, "Its removal went on.");
        }
        finally
        {
            EndHook(outer);
        }
    }

    /// <summary>
    /// Lets a node's inputs go dead; a byte source that cannot even be closed must not stop a removal.
    /// </summary>
    private void CloseInputs(Node node)
    {
        for (NodeInput? input = node.FirstInput; input is not null; input = input.Next)
        {
            try
            {
                input.Close();
            }
            catch (Exception exception)
            {
                Note(node, "while its inputs were closed", exception, "They are dead all the same.");
            }
        }
    }

    /// <summary>
    /// Removes every node of a rank or later, at once: a subgraph that could not be built, or the whole graph.
    /// </summary>
    private void RemoveFrom(int rank)
    {
        foreach (Node node in _topology.NodesFrom(rank)) Doom(node);

        Step outer = _step;
        _step = Step.Sweep;
        RemoveDoomed();
        _step = outer;
    }

    /// <summary>
    /// Carries out at once the sweeps that wait for the next poll, where nodes may be added: what is looked up next is
    /// then either here to stay or gone. During a cycle it does nothing.
    /// </summary>
    internal void ApplyDeferredSweeps()
    {
        using OwnerHold hold = Owner.Hold();
        CheckAlive();
        if (!TakesNodes || _deferredSweeps.Count == 0) return;
        Step outer = _step;
        _step = Step.Sweep;
        while (_deferredSweeps.Count > 0) // OnDrop may ask for more, each time for a node that is still here
        {
            DoomDeferred();
            RemoveDoomed();
        }

        _step = outer;
        if (outer == Step.Between) ReportFailures();
    }

    /// <summary>Does what was asked outside steps 1 to 3, until nothing of it is left.</summary>
    internal void ApplyDeferred()
    {
        const int MaxRounds = 1_000_000;
        if (_fault is not null) ThrowFault(); // posted code may have swallowed it
        _attention &= ~Attention.Steps;
        for (int round = 0; HasDeferred; round++)
        {
            if (round == MaxRounds)
            {
                throw new InvalidOperationException(
                    $"Spawns and sweeps asked outside a cycle kept asking for more, {MaxRounds} times. "
                    + "Ask from a node's cycle function instead, which is bounded by cycles.");
            }

            ApplyDeferredRound();
        }

        if (_gapsPossible) CloseGaps();
    }

    /// <summary>
    /// Gives the last ranks back, so that nodes that come and go at the end leave no gaps. Not while nodes are being
    /// built, which are known by the ranks they began with.
    /// </summary>
    private void TrimGaps()
    {
        _topology.TrimEnd();
        _gapsPossible = _topology.HasManyGaps;
    }

    /// <summary>
    /// Closes the gaps in creation order; the nodes that have the next cycle keep it under their new ranks.
    /// </summary>
    private void CloseGaps()
    {
        TrimGaps();
        if (!_gapsPossible) return;
        Debug.Assert(_doomed.Count == 0, "They are known by rank.");
        _gapsPossible = false;
        var yielded = new List<Node>();
        foreach (Node node in _topology.Nodes)
        {
            if (_next.Contains(node.Rank)) yielded.Add(node);
        }

        _next.Clear();
        _topology.CloseGaps();
        foreach (Node node in yielded) _next.Add(node.Rank);
    }

    /// <summary>
    /// Whether something waits for the next poll; a poll that came to no cycle leaves what it doomed.
    /// </summary>
    private bool HasDeferred => _deferredSweeps.Count > 0 || _spawns.Count > 0 || _doomed.Count > 0;

    private void DoomDeferred()
    {
        foreach (Node node in _deferredSweeps) Doom(node);
        _deferredSweeps.Clear();
    }

    private void ApplyDeferredRound()
    {
        try
        {
            _step = Step.Sweep;
            DoomDeferred();
            RemoveDoomed();
            _step = Step.Spawn;
            RunSpawns();
        }
        finally
        {
            _step = Step.Between;
            if (HasDeferred) _attention |= Attention.Steps; // what comes after a spawn that threw is still to be done
        }

        ReportFailures();
    }
}
