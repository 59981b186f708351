using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Threading.Tasks.Dataflow;

namespace Spaxiom.Graph.Bench;

/// <summary>A chain: each node is triggered by the one before, and the first one counts.</summary>
internal static partial class Chain
{
    private const int Constant = 5;
    private const int Seed = 1;

    internal static Contender Closures(int length, NodeStyle style)
    {
        var closures = new ClosureArray(length);
        int[] kinds = Kinds(length, style);
        for (int i = 1; i < length; i++) closures[i] = Closure(closures.Values, i, kinds[i]);
        return closures.Contend();
    }

    internal static Contender Engine(int length, NodeStyle style)
    {
        var graph = new HeldGraph();
        (Node<int> first, Node<int> last) = Build(graph.Executor, length, style);
        return graph.Contend(style.ToString(), first, last);
    }

    /// <summary>Adds the nodes of a chain.</summary>
    internal static (Node<int> First, Node<int> Last) Build(Executor executor, int length, NodeStyle style)
    {
        int[] kinds = Kinds(length, style);
        Node<int> first = executor.Add(new CounterNode());
        Node<int> last = first;
        for (int i = 1; i < length; i++)
        {
            last = style switch
            {
                NodeStyle.Select => last.Select(static value => value + Constant),
                NodeStyle.Lambda or NodeStyle.MixedLambda => BuildOne(executor, last, kinds[i]),
                _ => executor.Add(Derive(last, kinds[i])),
            };
        }

        return (first, last);
    }

    /// <summary>A subject and <c>Select</c> after <c>Select</c>.</summary>
    internal static Contender Rx(int length)
    {
        var source = new Subject<int>();
        IObservable<int> end = source;
        for (int i = 1; i < length; i++) end = end.Select(value => value + Constant);
        int count = 0, answer = 0;
        end.Subscribe(value => answer = value);
        return new Contender("Rx", rounds =>
        {
            for (int i = 0; i < rounds; i++) source.OnNext(++count);
            return answer;
        });
    }

    /// <summary>Linked blocks; all events are posted, then their arrival at the end is awaited.</summary>
    internal static Contender Dataflow(int length)
    {
        int count = 0;
        var arrivals = new Arrivals();
        var end = new ActionBlock<int>(arrivals.Add);
        ITargetBlock<int> first = end;
        for (int i = 1; i < length; i++)
        {
            var block = new TransformBlock<int, int>(value => value + Constant);
            block.LinkTo(first);
            first = block;
        }

        return new Contender("Dataflow", rounds =>
        {
            arrivals.Expect(rounds);
            for (int i = 0; i < rounds; i++) first.Post(++count);
            return arrivals.Wait();
        });
    }

    private static int[] Kinds(int length, NodeStyle style)
    {
        var random = new SeededRandom(Seed);
        int[] kinds = new int[length];
        for (int i = 0; i < length; i++)
        {
            kinds[i] = style switch
            {
                NodeStyle.Mixed or NodeStyle.MixedLambda => i % 4,
                NodeStyle.Shuffled => random.NextInt32(4),
                _ => 0,
            };
        }

        return kinds;
    }

    private static Action Closure(int[] values, int place, int kind) => kind switch
    {
        0 => () => values[place] = values[place - 1] + Constant,
        1 => () => values[place] = values[place - 1] ^ Constant,
        2 => () => values[place] = values[place - 1] * Constant,
        _ => () => values[place] = Constant - values[place - 1],
    };

    private static Node<int> Derive(Node<int> parent, int kind) => kind switch
    {
        0 => new AddNode(parent, Constant),
        1 => new XorNode(parent, Constant),
        2 => new MultiplyNode(parent, Constant),
        _ => new ComplementNode(parent, Constant),
    };

    private static Node<int> BuildOne(Executor executor, Node<int> parent, int kind) =>
        NodeBuilder.Create(0).TriggeredBy(parent).Build(executor, Function(parent, kind));

    private static CycleFunction<int> Function(Node<int> parent, int kind)
    {
        switch (kind)
        {
            case 0:
                return (ref int state, in CycleContext _) =>
                {
                    state = parent.Value + Constant;
                    return Control.Broadcast;
                };
            case 1:
                return (ref int state, in CycleContext _) =>
                {
                    state = parent.Value ^ Constant;
                    return Control.Broadcast;
                };
            case 2:
                return (ref int state, in CycleContext _) =>
                {
                    state = parent.Value * Constant;
                    return Control.Broadcast;
                };
            default:
                return (ref int state, in CycleContext _) =>
                {
                    state = Constant - parent.Value;
                    return Control.Broadcast;
                };
        }
    }
}
