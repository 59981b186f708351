using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What one part of a graph computes does not depend on the parts it is not connected with.</summary>
public sealed class UnrelatedSubgraphTests
{
    [Fact]
    public void Build_order_of_unrelated_subgraphs_does_not_change_the_results_of_any() =>
        Prop.ForAll<ushort, byte>((seed, more) =>
        {
            int count = 2 + (more % 5);
            int[] order = [.. Enumerable.Range(0, count)];
            string[] inOrder = Run(seed, order, interleaved: false);
            new SeededRandom(seed).Shuffle(order);
            string[] shuffled = Run(seed, order, interleaved: false);
            string[] interleaved = Run(seed, order, interleaved: true);
            string[] alone = [.. order.Order().Select(part => Run(seed, [part], interleaved: false)[part])];

            return new[] { shuffled, interleaved, alone }.All(inOrder.SequenceEqual);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    /// <summary>Builds the parts in the order given, runs them for a while, and tells what became of each.</summary>
    private static string[] Run(ulong seed, int[] order, bool interleaved)
    {
        TestRuntime runtime = Testing.NewRuntime();
        var parts = new SortedDictionary<int, Part>();
        foreach (int index in order) parts[index] = new Part(runtime, (seed * 100) + (ulong)index);
        for (int step = 0; step < Part.NodeCount; step++)
        {
            foreach (int index in order)
            {
                if (interleaved) parts[index].AddNode();
            }
        }

        foreach (int index in order)
        {
            while (!parts[index].IsComplete) parts[index].AddNode();
        }

        for (int second = 1; second <= 8; second++)
        {
            foreach (Part part in parts.Values) part.PushInput();
            runtime.AdvanceTo(Testing.At(second));
        }

        string[] results = new string[parts.Keys.Max() + 1];
        foreach ((int index, Part part) in parts) results[index] = part.Results;
        return results;
    }

    /// <summary>A small graph of its own, fed by one input, whose nodes also wake themselves.</summary>
    private sealed class Part(TestRuntime runtime, ulong seed)
    {
        internal const int NodeCount = 8;

        private readonly SeededRandom _random = new(seed);
        private readonly TestInput<int> _input = runtime.Input(initial: 0);
        private readonly List<Node<long>> _nodes = [];
        private readonly List<string> _runs = [];

        internal bool IsComplete => _nodes.Count == NodeCount;

        /// <summary>Which node ran at which instant, with which value, and the nodes that are left.</summary>
        internal string Results => string.Join(';', [.. _runs, .. _nodes.Select(node => $"{node.IsAlive}")]);

        internal void PushInput() => _input.Push(_random.NextInt32(1_000));

        internal void AddNode()
        {
            Node<long>[] parents = [.. _nodes.Where(_ => _random.Percent(40))];
            Node<long>[] observed = [.. _nodes.Where(_ => _random.Percent(20))];
            int index = _nodes.Count;
            int habit = _random.NextInt32(10);
            int yieldsLeft = 5;
            NodeBuilder<long> builder = NodeBuilder.Create(0L)
                .TriggeredBy(parents).ObserverOf(observed).OnError(ErrorPolicy.Hold);
            if (index % 3 == 0) builder.TriggeredBy(_input.Node);
            _nodes.Add(builder.Build(runtime.Executor, (ref long value, in CycleContext context) =>
            {
                value = (value * 7) + _input.Node.Value + parents.Concat(observed).Sum(parent => parent.Value);
                _runs.Add($"{index}@{context.Now.UnixNanoseconds}={value}");
                if (habit == 0) context.ScheduleAfter(TimeSpan.FromSeconds(1.5));
                if (habit == 1 && yieldsLeft-- > 0) context.YieldNow();
                if (habit == 2 && value % 3 == 0) throw new InvalidDataException();
                if (habit == 3 && value % 11 == 5) return Control.Sweep;
                return value % 5 == 0 ? Control.Unchanged : Control.Broadcast;
            }));
        }
    }
}
