namespace Spaxiom.Graph.Tests;

/// <summary>The behaviour of a node of the oracle's graphs, besides adding up its parents.</summary>
internal enum Behaviour
{
    Broadcast,
    Unchanged,

    /// <summary>Broadcasts in every second run.</summary>
    EverySecond,
    Sweep,
    Terminate,

    /// <summary>Fails after its value has changed.</summary>
    Throw,

    /// <summary>Sweeps another node, then broadcasts.</summary>
    SweepOther,

    /// <summary>Yields, then broadcasts.</summary>
    Yield,

    /// <summary>Sets a timer, then broadcasts.</summary>
    Timer,

    /// <summary>Asks for a further node to be spawned, then broadcasts.</summary>
    Spawn,
}

/// <summary>A node as the model knows it.</summary>
internal sealed class ModelNode(int key, ErrorPolicy policy, List<int> triggers, List<int> observed)
{
    internal int Key { get; } = key;

    internal ErrorPolicy Policy { get; } = policy;

    internal List<int> Triggers { get; } = triggers;

    internal List<int> Observed { get; } = observed;

    internal bool Alive { get; set; } = true;

    internal long Value { get; set; }

    internal int Runs { get; set; }

    internal bool Mutated { get; set; }

    internal int Failures { get; set; }

    internal IEnumerable<int> Parents => Triggers.Concat(Observed);
}

/// <summary>
/// What one cycle must do, found out the simple way: walk through all nodes in the order of their keys, and ask of each
/// whether it was woken or has a Trigger parent that mutated. Knows nothing of how the executor does it.
/// </summary>
internal sealed class OracleModel
{
    private readonly List<ModelNode> _nodes = [];

    /// <summary>All nodes there ever were; the key is the index.</summary>
    internal IReadOnlyList<ModelNode> Nodes => _nodes;

    /// <summary>Keys of the nodes that ran in the last cycle, in order.</summary>
    internal List<int> Ran { get; private set; } = [];

    /// <summary>Keys of the nodes that yielded in the last cycle.</summary>
    internal List<int> Yielded { get; } = [];

    /// <summary>The node that ended the last cycle by a fatal failure, or -1.</summary>
    internal int FatalKey { get; private set; }

    internal bool Terminated { get; private set; }

    internal ModelNode Add(ErrorPolicy policy, List<int> triggers, List<int> observed)
    {
        var node = new ModelNode(_nodes.Count, policy, triggers, observed);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Removes nodes and everything that depends on them, outside a cycle.</summary>
    internal void Remove(IEnumerable<int> keys)
    {
        foreach (int key in DescendantsOf(keys)) _nodes[key].Alive = false;
    }

    /// <summary>Runs one cycle in which these nodes are woken. Each node follows its behaviour.</summary>
    /// <returns>False when none of them is there: no cycle.</returns>
    internal bool RunCycle(ICollection<int> woken, Func<int, Behaviour> behaviourOf, Func<int, int> victimOf)
    {
        Ran = [];
        Yielded.Clear();
        (FatalKey, Terminated) = (-1, false);
        if (!woken.Any(key => _nodes[key].Alive)) return false;

        foreach (ModelNode node in _nodes) node.Mutated = false;
        var doomed = new List<int>();
        foreach (ModelNode node in _nodes)
        {
            bool wanted = woken.Contains(node.Key) || node.Triggers.Any(parent => _nodes[parent].Mutated);
            if (!node.Alive || !wanted || DescendantsOf(doomed).Contains(node.Key)) continue;
            RunNode(node, behaviourOf(node.Key), victimOf(node.Key), doomed);
            if (FatalKey >= 0) return true;
        }

        Remove(doomed);
        return true;
    }

    private void RunNode(ModelNode node, Behaviour behaviour, int victim, List<int> doomed)
    {
        Ran.Add(node.Key);
        node.Runs++;
        long before = node.Value;
        node.Value = NextValue(node.Key, node.Runs, node.Parents.Select(parent => _nodes[parent].Value));
        switch (behaviour)
        {
            case Behaviour.Unchanged:
            case Behaviour.EverySecond when node.Runs % 2 == 1:
                return;
            case Behaviour.Terminate:
                Terminated = true;
                return;
            case Behaviour.Sweep:
                doomed.Add(node.Key);
                return;
            case Behaviour.Throw:
                node.Failures++;
                if (node.Policy == ErrorPolicy.Hold) node.Value = before;
                else if (node.Policy == ErrorPolicy.Sweep) doomed.Add(node.Key);
                else FatalKey = node.Key;
                return;
            case Behaviour.SweepOther:
                doomed.Add(victim);
                break;
            case Behaviour.Yield:
                Yielded.Add(node.Key);
                break;
        }

        node.Mutated = true;
    }

    /// <summary>A value that shows the node, the number of its run, and its parents' values in their order.</summary>
    internal static long NextValue(int key, int run, IEnumerable<long> parents)
    {
        long value = unchecked((key * 1_000_003L) + run);
        foreach (long parent in parents) value = unchecked((value * 31) + parent);
        return value;
    }

    private HashSet<int> DescendantsOf(IEnumerable<int> keys)
    {
        var found = new HashSet<int>(keys);
        foreach (ModelNode node in _nodes)
        {
            if (node.Parents.Any(found.Contains)) found.Add(node.Key);
        }

        return found;
    }
}
