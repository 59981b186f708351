namespace Spaxiom.Graph.Bench;

/// <summary>
/// The floor of the graph shapes: what anyone would write by hand without an engine. One closure for each node,
/// invoked in order from an array, does the node's arithmetic on an array of values.
/// </summary>
internal sealed class ClosureArray
{
    private readonly Action[] _closures;

    internal ClosureArray(int nodes)
    {
        _closures = new Action[nodes];
        Values = new int[nodes];
        _closures[0] = Count(Values);
    }

    /// <summary>One value for each node; the first counts the rounds.</summary>
    internal int[] Values { get; }

    internal Action this[int node]
    {
        set => _closures[node] = value;
    }

    /// <summary>The rounds as a contender whose answer is the last value.</summary>
    internal Contender Contend() => new("closures", rounds =>
    {
        for (int i = 0; i < rounds; i++)
        {
            foreach (Action closure in _closures) closure();
        }

        return Values[^1];
    });

    private static Action Count(int[] values) => () => values[0]++;
}
