using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Threading.Tasks.Dataflow;

namespace Spaxiom.Graph.Bench;

/// <summary>Fan-out: one source triggers many nodes. Fan-in: one more node sums what they computed.</summary>
internal static partial class Fan
{
    internal static Contender ClosuresOut(int width) => Spread(width, width + 1).Contend();

    internal static Contender ClosuresIn(int width)
    {
        ClosureArray closures = Spread(width, width + 2);
        closures[width + 1] = Sum(closures.Values, width);
        return closures.Contend();
    }

    internal static Contender EngineOut(int width, NodeStyle style)
    {
        var graph = new HeldGraph();
        Node<int> source = graph.Executor.Add(new CounterNode());
        return graph.Contend(style.ToString(), source, Spread(graph.Executor, source, width, style)[^1]);
    }

    internal static Contender EngineIn(int width, NodeStyle style)
    {
        var graph = new HeldGraph();
        Node<int> source = graph.Executor.Add(new CounterNode());
        Node<int>[] nodes = Spread(graph.Executor, source, width, style);
        Node<int> sum = style == NodeStyle.Derived
            ? graph.Executor.Add(new SumNode(nodes))
            : BuildSum(graph.Executor, nodes);
        return graph.Contend(style.ToString(), source, sum);
    }

    /// <summary>A subject with many subscribers.</summary>
    internal static Contender RxOut(int width)
    {
        var source = new Subject<int>();
        int[] values = new int[width];
        for (int i = 0; i < width; i++)
        {
            int place = i;
            source.Select(value => value + place).Subscribe(value => values[place] = value);
        }

        int count = 0;
        return new Contender("Rx", rounds =>
        {
            for (int i = 0; i < rounds; i++) source.OnNext(++count);
            return values[^1];
        });
    }

    /// <summary>
    /// <c>CombineLatest</c> of many: it tells a sum for each of them, of which only the last one is of one event.
    /// </summary>
    internal static Contender RxIn(int width)
    {
        var source = new Subject<int>();
        int count = 0, answer = 0;
        Enumerable.Range(0, width)
            .Select(place => source.Select(value => value + place))
            .CombineLatest(values =>
            {
                int sum = 0;
                foreach (int value in values) sum += value;
                return sum;
            })
            .Subscribe(sum => answer = sum);
        return new Contender("Rx", rounds =>
        {
            for (int i = 0; i < rounds; i++) source.OnNext(++count);
            return answer;
        });
    }

    /// <summary>A broadcasting block linked to many; all events are posted, then their arrival is awaited.</summary>
    internal static Contender DataflowOut(int width)
    {
        var source = new BroadcastBlock<int>(value => value);
        int[] values = new int[width];
        var arrivals = new Arrivals();
        for (int i = 0; i < width; i++)
        {
            int place = i;
            source.LinkTo(new ActionBlock<int>(value =>
            {
                values[place] = value + place;
                arrivals.Add(value);
            }));
        }

        int count = 0;
        return new Contender("Dataflow", rounds =>
        {
            arrivals.Expect(rounds * width);
            for (int i = 0; i < rounds; i++) source.Post(++count);
            arrivals.Wait();
            return values[^1];
        });
    }

    /// <summary>
    /// Many blocks into a batch, one event after the other: else a batch would hold values of several events.
    /// </summary>
    internal static Contender DataflowIn(int width)
    {
        var source = new BroadcastBlock<int>(value => value);
        var batch = new BatchBlock<int>(width);
        var arrivals = new Arrivals();
        batch.LinkTo(new ActionBlock<int[]>(values => arrivals.Add(values.Sum())));
        for (int i = 0; i < width; i++)
        {
            int place = i;
            var block = new TransformBlock<int, int>(value => value + place);
            block.LinkTo(batch);
            source.LinkTo(block);
        }

        int count = 0;
        return new Contender("Dataflow", rounds =>
        {
            int answer = 0;
            for (int i = 0; i < rounds; i++)
            {
                arrivals.Expect(1);
                source.Post(++count);
                answer = arrivals.Wait();
            }

            return answer;
        });
    }

    private static ClosureArray Spread(int width, int nodes)
    {
        var closures = new ClosureArray(nodes);
        for (int i = 0; i < width; i++) closures[i + 1] = Closure(closures.Values, i);
        return closures;
    }

    private static Action Closure(int[] values, int place) => () => values[place + 1] = values[0] + place;

    private static Action Sum(int[] values, int width) => () =>
    {
        int sum = 0;
        for (int i = 1; i <= width; i++) sum += values[i];
        values[width + 1] = sum;
    };

    private static Node<int>[] Spread(Executor executor, Node<int> source, int width, NodeStyle style)
    {
        var nodes = new Node<int>[width];
        for (int i = 0; i < width; i++)
        {
            nodes[i] = style == NodeStyle.Derived
                ? executor.Add(new AddNode(source, i))
                : BuildAdd(executor, source, i);
        }

        return nodes;
    }

    private static Node<int> BuildAdd(Executor executor, Node<int> parent, int constant) =>
        NodeBuilder.Create(0).TriggeredBy(parent).Build(executor, (ref int state, in CycleContext _) =>
        {
            state = parent.Value + constant;
            return Control.Broadcast;
        });

    private static Node<int> BuildSum(Executor executor, Node<int>[] parents) =>
        NodeBuilder.Create(0).TriggeredBy(parents).Build(executor, (ref int state, in CycleContext _) =>
        {
            int sum = 0;
            foreach (Node<int> parent in parents) sum += parent.Value;
            state = sum;
            return Control.Broadcast;
        });
}
