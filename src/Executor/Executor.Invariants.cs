namespace Spaxiom.Graph;

/// <content>What holds between any two cycles.</content>
public sealed partial class Executor
{
    /// <summary>Ranks given out, gaps included; tests check that gaps are closed.</summary>
    internal int RankCount => _topology.RankCount;

    /// <summary>
    /// Places in the tables of ranks, slots and timers, used or not; tests check that they stay bounded.
    /// </summary>
    internal int TableSize => _topology.TableSize + _timers.TableSize;

    /// <summary>Checks the whole state; tests call it after every cycle.</summary>
    internal void AssertInvariants()
    {
        _topology.AssertInvariants(this);
        _ready.AssertInvariants();
        Invariant.Holds(_step == Step.Between, $"Step {_step} was never left.");
        Invariant.Holds(_called == 0, "A node was called by one that did not return Unchanged.");
        Invariant.Holds(_ready.IsEmpty, "A node is still ready.");
        Invariant.Holds(_doomed.Count == 0 || IsFaulted, "A removed node has not left.");
        Invariant.Holds(_effects.Count == 0, "An effect has not run.");
        Invariant.Holds(_failures.Count == 0, "A failure was not reported.");
        Node? acting = _actor ?? _asker;
        Invariant.Holds(acting is null, $"{acting} still counts as acting.");
        foreach (Node node in _topology.Nodes)
        {
            Invariant.Holds(node.MutatedEpoch <= Epoch, $"{node} has mutated in the future.");
            bool holds = (node.Flags & NodeFlags.Holds) != 0;
            Invariant.Holds(holds == (node.ErrorPolicy == ErrorPolicy.Hold), $"{node} has the wrong flags.");
            Invariant.Holds(!node.IsDoomed || IsFaulted, $"{node} is doomed but still here.");
            AssertInputs(node);
        }

        Invariant.Holds(_ready.Capacity == _next.Capacity, "The two ready sets have room for different ranks.");
        _next.AssertInvariants();
        _next.AssertWithin(_topology);
        _timers.AssertInvariants(this);
    }

    private static void AssertInputs(Node node)
    {
        for (NodeInput? input = node.FirstInput; input is not null; input = input.Next)
            Invariant.Holds(input.Node == node, $"{node} lists an input of {input.Node}.");
    }
}
