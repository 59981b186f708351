using System.Diagnostics.CodeAnalysis;

namespace Spaxiom.Graph;

/// <summary>
/// Loads a graph: builds what was added later by those who know how, in order of rank, then puts every node where it
/// stood and gives it what it kept.
/// </summary>
internal sealed class ImageReader(Executor executor, Blueprint blueprint, StateLoader loader)
{
    private const int DifferencesNamed = 20;

    private readonly List<string> _differences = [];
    private readonly Dictionary<Node, int> _ranks = []; // where each node will stand
    private Node?[] _nodes = [];                        // by the rank they had
    private NodeRecord?[] _records = [];                // by the rank of the node they are of

    internal void Read()
    {
        int format = 0;
        loader.Subject = "the image";
        loader.Field(ref format);
        if (format != ImageWriter.Format) ThrowFormat(format);
        ReadFactories();
        ReadRecords();
        ReadBuilt();
        Refuse(isChanged: false);
        try
        {
            Rebuild();
            ExecutorState.VisitPlaces(executor, loader, _nodes);
            ReadStates();
            ExecutorState.VisitTimers(executor, loader);
            ExecutorState.VisitProgress(executor, loader);
            executor.AssertInvariants();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"The graph could not be loaded and is of no use any more; dispose of its runtime. {exception.Message}",
                exception);
        }
    }

    private void ReadFactories()
    {
        string?[] built = [.. blueprint.Factories.Select(factory => factory.Name)], saved = [];
        loader.Field(ref saved);
        if (built.Length != saved.Length)
        {
            _differences.Add($"building has created {built.Length} keyed factories, saved were {saved.Length}");
            return;
        }

        for (int i = 0; i < built.Length; i++)
        {
            if (built[i] != saved[i])
                _differences.Add($"keyed factory {i} is named '{built[i]}', saved was '{saved[i]}'");
        }
    }

    private void ReadRecords()
    {
        int count = 0;
        loader.Field(ref count);
        var texts = new TextTable();
        for (; count > 0; count--)
        {
            int rank = 0;
            loader.Field(ref rank);
            if (rank >= _records.Length) Array.Resize(ref _records, Math.Max(rank + 1, _records.Length * 2));
            (_records[rank] = new NodeRecord()).Visit(loader, texts);
        }

        _nodes = new Node?[_records.Length];
    }

    /// <summary>Compares the nodes that building has made with those that were saved.</summary>
    private void ReadBuilt()
    {
        int[] ranks = [];
        loader.Field(ref ranks);
        if (executor.NodeCount != blueprint.Nodes.Count)
            _differences.Add($"{executor.NodeCount} nodes are there, but building had made {blueprint.Nodes.Count}");
        if (ranks.Length != blueprint.Nodes.Count)
        {
            _differences.Add($"building has made {blueprint.Nodes.Count} nodes, saved were {ranks.Length}");
            return;
        }

        for (int i = 0; i < ranks.Length; i++)
        {
            if (ranks[i] >= 0) Assign(blueprint.Nodes[i], ranks[i]);
        }

        for (int i = 0; i < ranks.Length; i++)
        {
            if (ranks[i] >= 0) Compare(blueprint.Nodes[i]);
        }
    }

    private void Assign(Node node, int rank)
    {
        _nodes[rank] = node;
        _ranks[node] = rank;
    }

    private void Compare(Node node) => NodeRecord.Of(node, parent => _ranks.GetValueOrDefault(parent, -1))
        .AddDifferences(_records[_ranks[node]]!, node.ToString(), _differences);

    /// <summary>Lets those leave that had left, and builds those that had been added.</summary>
    private void Rebuild()
    {
        SweepStrangers(blueprint.Nodes);
        while (true)
        {
            NodeOrigin origin = default;
            loader.Field(ref origin);
            if (origin == NodeOrigin.End) break;
            if (origin == NodeOrigin.Subgraph) RebuildSubgraph();
            else Regrow();
        }

        var all = new List<Node>();
        foreach (Node node in executor.Nodes) all.Add(node);
        SweepStrangers(all);
        foreach (Node node in executor.Nodes)
        {
            if (!blueprint.Contains(node)) Compare(node);
        }

        int missing = _records.Count(record => record is not null) - executor.NodeCount;
        if (missing != 0) _differences.Add($"{missing} of the nodes that were saved have left");
        Refuse(isChanged: true);
    }

    /// <summary>Removes those of the nodes that are not among the saved ones.</summary>
    private void SweepStrangers(IReadOnlyList<Node> nodes)
    {
        foreach (Node node in nodes)
        {
            if (node.IsAlive && !_ranks.ContainsKey(node)) executor.Sweep(node);
        }

        executor.Deferred.ApplySweeps();
    }

    private void RebuildSubgraph()
    {
        int scope = 0, ordinal = 0;
        int[] ranks = [];
        loader.Field(ref scope);
        loader.Field(ref ordinal);
        IReadOnlyList<IKeyedFactory> factories =
            scope < 0 ? blueprint.Factories : ((ISubgraph)_nodes[scope]!).Factories;
        if (ordinal >= factories.Count)
        {
            throw new InvalidOperationException(
                $"Building {_nodes[scope]} has created {factories.Count} keyed factories, but number {ordinal + 1} of "
                + "them was saved.");
        }

        ISubgraph subgraph = factories[ordinal].Rebuild(loader);
        loader.Field(ref ranks);
        if (ranks.Length != subgraph.Nodes.Count)
        {
            throw new InvalidOperationException(
                $"The keyed factory '{factories[ordinal].Name}' has built {subgraph.Nodes.Count} nodes for "
                + $"{subgraph}, but {ranks.Length} were saved. Its build function must depend on the key alone.");
        }

        for (int i = 0; i < ranks.Length; i++)
        {
            if (ranks[i] >= 0) Assign(subgraph.Nodes[i], ranks[i]);
        }

        SweepStrangers(subgraph.Nodes);
    }

    private void Regrow()
    {
        int root = 0, rank = 0;
        loader.Field(ref root);
        Node node = ((IOffshootRoot)_nodes[root]!).Regrow(loader, _nodes);
        loader.Field(ref rank);
        Assign(node, rank);
    }

    private void ReadStates()
    {
        foreach (Node node in executor.Nodes)
        {
            byte[] state = [];
            loader.Field(ref state);
            var ofNode = new StateLoader(executor.Codecs, state);
            var visitor = new StateVisitor(ofNode, node);
            node.VisitState(ref visitor);
            if (ofNode.Remaining > 0) ofNode.ThrowDoesNotFit($"an end {ofNode.Remaining} bytes earlier");
        }
    }

    private void Refuse(bool isChanged)
    {
        if (_differences.Count == 0) return;
        string named = string.Join("; ", _differences.Take(DifferencesNamed));
        int left = _differences.Count - DifferencesNamed;
        string more = left > 0 ? $"; and {left} more" : "";
        string advice = isChanged ? "" : " Nothing was changed. Build the graph as the one that was saved.";
        throw new InvalidOperationException($"The graph is not the one that was saved: {named}{more}.{advice}");
    }

    [DoesNotReturn]
    private static void ThrowFormat(int format) => throw new InvalidOperationException(
        $"What was saved has the form {format}; this version of the engine reads form {ImageWriter.Format} only.");
}
