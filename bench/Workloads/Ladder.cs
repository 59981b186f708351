using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Threading.Tasks.Dataflow;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// Diamonds one below the other: two nodes from the end of the one before, and a third that joins them. There are two
/// ways through each, so an engine that follows paths does twice the work for every level.
/// </summary>
internal static partial class Ladder
{
    internal const int NodesPerLevel = 3;
    private const int Left = 1;
    private const int Right = 2;

    internal static Contender Closures(int depth)
    {
        var closures = new ClosureArray((NodesPerLevel * depth) + 1);
        for (int end = 0; end < NodesPerLevel * depth; end += NodesPerLevel)
        {
            closures[end + 1] = Add(closures.Values, end, end + 1, Left);
            closures[end + 2] = Add(closures.Values, end, end + 2, Right);
            closures[end + 3] = Join(closures.Values, end + 3);
        }

        return closures.Contend();
    }

    internal static Contender Engine(int depth)
    {
        var graph = new HeldGraph();
        Node<int> source = graph.Executor.Add(new CounterNode());
        Node<int> end = source;
        for (int i = 0; i < depth; i++)
        {
            Node<int> left = graph.Executor.Add(new AddNode(end, Left));
            Node<int> right = graph.Executor.Add(new AddNode(end, Right));
            end = graph.Executor.Add(new PairNode(left, right));
        }

        return graph.Contend($"depth {depth}", source, end);
    }

    /// <summary>
    /// <c>CombineLatest</c>, which tells its result for each of its sources: twice as often at every level.
    /// </summary>
    internal static Contender Rx(int depth)
    {
        var source = new Subject<int>();
        IObservable<int> end = source;
        for (int i = 0; i < depth; i++)
        {
            IObservable<int> shared = end.Publish().RefCount();
            end = shared.Select(value => value + Left)
                .CombineLatest(shared.Select(value => value + Right), (left, right) => left + right);
        }

        int count = 0, answer = 0;
        end.Subscribe(value => answer = value);
        return new Contender("Rx", rounds =>
        {
            for (int i = 0; i < rounds; i++) source.OnNext(++count);
            return answer;
        });
    }

    /// <summary>Joining blocks, which take one value from each side.</summary>
    internal static Contender Dataflow(int depth)
    {
        int count = 0;
        var arrivals = new Arrivals();
        var source = new BroadcastBlock<int>(value => value);
        ISourceBlock<int> end = source;
        for (int i = 0; i < depth; i++)
        {
            var left = new TransformBlock<int, int>(value => value + Left);
            var right = new TransformBlock<int, int>(value => value + Right);
            var join = new JoinBlock<int, int>();
            var sum = new TransformBlock<Tuple<int, int>, int>(pair => pair.Item1 + pair.Item2);
            var shared = new BroadcastBlock<int>(value => value);
            end.LinkTo(left);
            end.LinkTo(right);
            left.LinkTo(join.Target1);
            right.LinkTo(join.Target2);
            join.LinkTo(sum);
            sum.LinkTo(shared);
            end = shared;
        }

        end.LinkTo(new ActionBlock<int>(arrivals.Add));
        return new Contender("Dataflow", rounds =>
        {
            arrivals.Expect(rounds);
            for (int i = 0; i < rounds; i++) source.Post(++count);
            return arrivals.Wait();
        });
    }

    private static Action Add(int[] values, int parent, int place, int constant) =>
        () => values[place] = values[parent] + constant;

    private static Action Join(int[] values, int place) => () => values[place] = values[place - 2] + values[place - 1];
}
