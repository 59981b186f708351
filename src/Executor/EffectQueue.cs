using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>The nodes that want their effect after this cycle: in creation order, each once.</summary>
[DebuggerDisplay("Count = {Count}")]
internal sealed class EffectQueue(Executor executor, FailureLog failures)
{
    private readonly List<NodeSlot> _nodes = []; // nodes run in creation order and ask while they run, each for itself

    /// <summary>How many there are.</summary>
    internal int Count => _nodes.Count;

    /// <summary>Lets the running node have its effect.</summary>
    internal void Add(Node running)
    {
        if (_nodes.Count == 0 || _nodes[^1].Node != running) _nodes.Add(new NodeSlot(running));
        executor.Require(Attention.Effects);
    }

    /// <summary>The running node has failed: its effect is taken back.</summary>
    internal void TakeBack(Node running)
    {
        if (_nodes.Count > 0 && _nodes[^1].Node == running) _nodes.RemoveAt(_nodes.Count - 1);
    }

    /// <summary>Runs the effects, and reports those that failed.</summary>
    internal void Run(NodeHooks hooks)
    {
        for (int i = 0; i < _nodes.Count; i++) hooks.Effect(_nodes[i].Node!);
        _nodes.Clear();
        executor.Settle(Attention.Effects);
        failures.Report();
    }

    /// <summary>Forgets the effects of a cycle that ended in a fault.</summary>
    internal void Clear() => _nodes.Clear();
}
