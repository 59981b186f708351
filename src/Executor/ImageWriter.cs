using System.Buffers;

namespace Spaxiom.Graph;

/// <summary>How a node of a saved graph comes about.</summary>
internal enum NodeOrigin : byte
{
    /// <summary>There are no more nodes.</summary>
    End,

    /// <summary>A named factory builds it, with the others of a key.</summary>
    Subgraph,

    /// <summary>Another node adds it when it is asked to.</summary>
    Offshoot,
}

/// <summary>
/// Saves a graph: what each node must be like, how it comes about, where it stands, what it keeps, and what wakes it.
/// </summary>
internal sealed class ImageWriter(Executor executor, Blueprint blueprint, StateSaver saver)
{
    /// <summary>What the first bytes say: which form of image this is.</summary>
    internal const int Format = 1;

    private readonly ISubgraph?[] _subgraphs = new ISubgraph?[executor.RankCount]; // by the rank of each member
    private readonly HashSet<ISubgraph> _written = [];

    internal void Write()
    {
        int format = Format;
        saver.Subject = "the image";
        saver.Field(ref format);
        WriteFactories();
        WriteRecords();
        WriteBuilt();
        FindSubgraphs();
        WriteAdded();
        ExecutorState.VisitPlaces(executor, saver, []);
        WriteStates();
        ExecutorState.VisitTimers(executor, saver);
        ExecutorState.VisitProgress(executor, saver);
    }

    private void WriteFactories()
    {
        string?[] names = [.. blueprint.Factories.Select(factory => factory.Name)];
        saver.Field(ref names);
    }

    private void WriteRecords()
    {
        int count = executor.NodeCount;
        saver.Field(ref count);
        var texts = new TextTable();
        foreach (Node node in executor.Nodes)
        {
            int rank = node.Rank;
            saver.Field(ref rank);
            NodeRecord.Of(node, static parent => parent.Rank).Visit(saver, texts);
        }
    }

    /// <summary>Where the nodes stand that building makes; -1 for those that have left.</summary>
    private void WriteBuilt()
    {
        int[] ranks = [.. blueprint.Nodes.Select(node => node.Rank)];
        saver.Field(ref ranks);
    }

    private void FindSubgraphs()
    {
        foreach (Node node in executor.Nodes)
        {
            if (node is not ISubgraph subgraph || blueprint.Contains(node)) continue;
            foreach (Node member in subgraph.Nodes)
            {
                if (member.IsAlive) _subgraphs[member.Rank] = subgraph;
            }
        }
    }

    /// <summary>
    /// How the nodes come about that were added later, in the order of their first ranks; but what has created a
    /// factory comes before what the factory has built.
    /// </summary>
    private void WriteAdded()
    {
        foreach (Node node in executor.Nodes)
        {
            if (blueprint.Contains(node)) continue;
            if (_subgraphs[node.Rank] is { } subgraph)
            {
                WriteSubgraph(node, subgraph);
            }
            else if (node is IOffshoot offshoot)
            {
                WriteOffshoot(node, offshoot);
            }
            else
            {
                ThrowUnknown(node, "it belongs to no keyed factory");
            }
        }

        WriteOrigin(NodeOrigin.End);
    }

    private void WriteOrigin(NodeOrigin origin) => saver.Field(ref origin);

    private void WriteSubgraph(Node node, ISubgraph subgraph)
    {
        if (!_written.Add(subgraph)) return;
        IKeyedFactory factory = subgraph.Factory;
        if (factory.Name is null) ThrowUnknown(node, "its keyed factory has no name");
        int scope = -1;
        int ordinal = blueprint.OrdinalOf(factory);
        if (factory.Scope is { } outer)
        {
            (scope, ordinal) = (((Node)outer).Rank, outer.Factories.IndexOf(factory));
            if (scope >= 0 && !blueprint.Contains((Node)outer)) WriteSubgraph((Node)outer, outer);
        }

        bool isLost = ordinal < 0 || (factory.Scope is not null && scope < 0);
        if (isLost) ThrowUnknown(node, $"nobody would create its keyed factory '{factory.Name}' again");
        WriteOrigin(NodeOrigin.Subgraph);
        saver.Field(ref scope);
        saver.Field(ref ordinal);
        factory.SaveKey(saver, subgraph);
        int[] ranks = [.. subgraph.Nodes.Select(member => member.Rank)];
        saver.Field(ref ranks);
    }

    private void WriteOffshoot(Node node, IOffshoot offshoot)
    {
        if (offshoot.Root.Obstacle is { } obstacle) ThrowUnknown(node, obstacle);
        WriteOrigin(NodeOrigin.Offshoot);
        int root = ((Node)offshoot.Root).Rank, rank = node.Rank;
        saver.Field(ref root);
        offshoot.SaveRequest(saver);
        saver.Field(ref rank);
    }

    /// <summary>What each node keeps, and how many bytes that takes.</summary>
    private void WriteStates()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var ofNode = new StateSaver(executor.Codecs, buffer);
        foreach (Node node in executor.Nodes)
        {
            buffer.ResetWrittenCount();
            var visitor = new StateVisitor(ofNode, node);
            node.VisitState(ref visitor);
            byte[] state = buffer.WrittenSpan.ToArray();
            saver.Field(ref state);
        }
    }

    private void ThrowUnknown(Node node, string reason) => throw new InvalidOperationException(
        $"The graph cannot be saved: {node}, added for {blueprint.RequesterOf(node)}, could not be built again, "
        + $"because {reason}. Let what is added while a graph runs be built by CreateKeyedFactory(..., name: ...), or "
        + "by a router with a name.");
}
