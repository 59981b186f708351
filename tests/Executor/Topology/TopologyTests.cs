using System.Runtime.CompilerServices;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Ranks, gaps and slots.</summary>
public sealed class TopologyTests : ExecutorTest
{
    [Fact]
    public void Gaps_are_closed_without_reordering_and_edges_still_lead_to_the_same_nodes()
    {
        Probe root = Add("root");
        List<Probe> kept = [], gone = [];
        Probe? observed = null;
        for (int i = 0; i < 40; i++)
        {
            for (int j = 0; j < 9; j++) gone.Add(Add("gone", [root]));
            Node[] triggers = i % 3 == 0 ? [root] : [root, kept[^1]];
            kept.Add(Add($"{i}", triggers, observerOf: observed is null ? [] : [observed]));
            observed = kept[i / 2];
        }

        int ranksBefore = Executor.RankCount;
        GraphSnapshot before = Executor.Describe();
        foreach (Probe node in gone) Executor.Sweep(node);
        RunWith(root);

        Assert.Equal(401, ranksBefore);
        Assert.Equal(41, Executor.RankCount);
        Assert.Equal(["root", .. kept.Select(node => node.Name!)], Log.Where(entry => entry != "gone:drop"));
        Assert.All(kept, node => Assert.Equal(1, node.Value));
        GraphSnapshot after = Executor.Describe();
        Assert.Equal(before.Nodes.Where(node => node.Name != "gone"), after.Nodes);
        Assert.Equal(before.Edges.Where(edge => after.Nodes.Any(node => node.Id == edge.Child)), after.Edges);
    }

    [Fact]
    public void Few_gaps_are_left_open_and_those_at_the_end_are_given_back()
    {
        Probe first = Add("first");
        Probe gap = Add("gap");
        Add("middle");
        Probe last = Add("last");

        Executor.Sweep(gap);
        Runtime.RunCycle();
        Assert.Equal(4, Executor.RankCount);
        Executor.Sweep(last);
        Runtime.RunCycle();
        Assert.Equal(3, Executor.RankCount);
        RunWith(Add("new last"), first);

        Assert.Equal(["gap:drop", "last:drop", "first", "new last"], Log);
    }

    [Fact]
    public void Gaps_are_closed_once_they_outnumber_nodes_and_edges_by_more_than_sixty_four()
    {
        Probe[] nodes = [.. Enumerable.Range(0, 67).Select(i => Add($"{i}"))];

        foreach (Probe node in nodes[..65]) Executor.Sweep(node);
        Runtime.RunCycle();
        Assert.Equal(67, Executor.RankCount);
        Probe another = Add("another");
        Executor.Sweep(nodes[65]);
        Runtime.RunCycle();
        Assert.Equal(68, Executor.RankCount);
        Executor.Sweep(another);
        Runtime.RunCycle();

        Assert.Equal(1, Executor.RankCount);
        RunWith(nodes[66]);
        Assert.Equal("66", Log[^1]);
    }

    [Fact]
    public void Edges_put_off_the_closing_of_gaps_as_nodes_do()
    {
        Probe root = Add("root");
        Probe[] gone = [.. Enumerable.Range(0, 68).Select(i => Add($"{i}"))];
        Probe child = Add("child", [root]);

        foreach (Probe node in gone[..67]) Executor.Sweep(node);
        Runtime.RunCycle();
        Assert.Equal(70, Executor.RankCount);
        Executor.Sweep(gone[67]);
        Runtime.RunCycle();

        Assert.Equal(2, Executor.RankCount);
        RunWith(root);
        Assert.Equal(1, child.Value);
    }

    [Fact]
    public void Tables_double_when_they_are_full()
    {
        var topology = new Topology();
        Probe[] nodes = [.. Enumerable.Range(0, 64).Select(_ => Attach(topology))];
        Assert.Equal(64 + 64 + 64, topology.TableSize);

        nodes = [.. nodes, Attach(topology)];
        Assert.Equal(128 + 128 + 64, topology.TableSize);
        foreach (Probe node in nodes) topology.Detach(node);

        Assert.Equal(128 + 128 + 128, topology.TableSize);
    }

    [Fact]
    public void Slot_whose_generations_are_used_up_is_retired()
    {
        var topology = new Topology();
        Probe first = Attach(topology);
        Assert.Equal(new NodeId(0, 1), first.Id);
        Generations(topology)[0] = uint.MaxValue - 1;
        topology.Detach(first);

        Probe last = Attach(topology);
        topology.Detach(last);
        Probe next = Attach(topology);

        Assert.Equal(new NodeId(0, uint.MaxValue), last.Id);
        Assert.Equal(new NodeId(1, 1), next.Id);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_generations")]
    private static extern ref uint[] Generations(Topology topology);

    private Probe Attach(Topology topology)
    {
        var node = new Probe(Log, null, [], []) { Name = "node" };
        topology.Attach(node, Executor);
        return node;
    }
}
