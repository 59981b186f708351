namespace Spaxiom.Graph.Bench;

/// <summary>All shapes, with their bars, in the order of the table.</summary>
internal static partial class Shapes
{
    private const int DeepestLadder = 20;

    internal static IReadOnlyList<Shape> All { get; } =
    [
        .. Chains(), .. Fans(), .. Grids(), .. Ladders(), .. Cycles(), .. TimerCounts(), .. WindowKinds(), .. Others(),
    ];

    private static IEnumerable<Shape> Chains()
    {
        foreach (int length in (int[])[1, 10, 100, 1_000, 10_000])
        {
            yield return Of(length, NodeStyle.Derived, "derived", length == 1_000 ? 2.2 : null, peers: true);
            yield return Of(length, NodeStyle.Lambda, "lambda", length == 1_000 ? 2.2 : null);
            if (length < 10) continue;
            yield return Of(length, NodeStyle.Select, "select", bar: null);
            yield return Of(length, NodeStyle.Mixed, "mixed", length == 1_000 ? 4.0 : null);
            yield return Of(length, NodeStyle.MixedLambda, "mixed-lambda", bar: null);
        }

        yield return Of(1_000, NodeStyle.Shuffled, "shuffled", bar: null);

        static Shape Of(int length, NodeStyle style, string suffix, double? bar, bool peers = false) => Shape.OfWork(
            $"chain/{length}/{suffix}",
            "node",
            length,
            new Bar(bar),
            () => Chain.Closures(length, style),
            () => Chain.Engine(length, style),
            peers ? [() => Chain.Rx(length), () => Chain.R3(length), () => Chain.Dataflow(length)] : []);
    }

    private static IEnumerable<Shape> Fans()
    {
        foreach (int width in (int[])[10, 100, 1_000])
        {
            foreach (NodeStyle style in (NodeStyle[])[NodeStyle.Derived, NodeStyle.Lambda])
            {
                bool hasPeers = style == NodeStyle.Derived;
                yield return Shape.OfWork(
                    $"fan-out/{width}/{Suffix(style)}",
                    "node",
                    width + 1,
                    new Bar(width == 1_000 ? 3.0 : null),
                    () => Fan.ClosuresOut(width),
                    () => Fan.EngineOut(width, style),
                    hasPeers ? [() => Fan.RxOut(width), () => Fan.R3Out(width), () => Fan.DataflowOut(width)] : []);
                yield return Shape.OfWork(
                    $"fan-in/{width}/{Suffix(style)}",
                    "node",
                    width + 2,
                    Bar.NoBytes,
                    () => Fan.ClosuresIn(width),
                    () => Fan.EngineIn(width, style),
                    hasPeers ? [() => Fan.RxIn(width), () => Fan.R3In(width), () => Fan.DataflowIn(width)] : []);
            }
        }
    }

    private static IEnumerable<Shape> Grids()
    {
        foreach ((int width, int layers) in ((int, int)[])[(10, 10), (10, 100), (100, 100)])
        {
            foreach (NodeStyle style in (NodeStyle[])[NodeStyle.Derived, NodeStyle.Lambda])
            {
                yield return Shape.OfWork(
                    $"grid/{width}x{layers}/{Suffix(style)}",
                    "node",
                    (width * layers) + 1,
                    new Bar(width == 100 ? 4.5 : null),
                    () => Grid.Closures(width, layers),
                    () => Grid.Engine(width, layers, style));
            }
        }
    }

    private static IEnumerable<Shape> Ladders()
    {
        foreach (int depth in (int[])[1, 5, 10, 15, DeepestLadder])
        {
            yield return Shape.OfWork(
                $"ladder/{depth}",
                "node",
                (Ladder.NodesPerLevel * depth) + 1,
                Bar.NoBytes,
                () => Ladder.Closures(depth),
                () => Ladder.Engine(depth),
                () => Ladder.Rx(depth),
                () => Ladder.R3(depth),
                () => Ladder.Dataflow(depth));
        }

        yield return new Shape("ladder/linear", HasBar: true, () =>
        [
            Slope.Compare(
                "ladder/linear",
                "level",
                new Bar(1.2),
                "levels 1 to 10",
                [.. Enumerable.Range(1, DeepestLadder).Select(Ladder.Engine)]),
        ]);
    }

    private static IEnumerable<Shape> Cycles()
    {
        yield return Shape.OfWork("price-ladder", "event", 1, Bar.NoBytes, PriceLadder.Closures, PriceLadder.Engine);
        yield return Shape.OfCycles("empty", Bar.NoBytes, Spinning.EmptyPolls);
        yield return Shape.OfCycles("one-node", new Bar(1.5), Spinning.OneNode);
        yield return Shape.OfCycles("one-timer", new Bar(2.0), Spinning.OneTimer);
        yield return Shape.OfCycles("sparse/1000", Bar.NoBytes, () => Spinning.Sparse(1_000));
        yield return Shape.OfCycles("sparse/10000", Bar.NoBytes, () => Spinning.Sparse(10_000));
        yield return Shape.OfCycles("sparse/100000", new Bar(2.5), () => Spinning.Sparse(100_000));
        yield return new Shape("sparse/idle", HasBar: true, () =>
        {
            Contender few = Spinning.Sparse(1_000) with { Name = "1,000 idle" };
            return [Shape.TimeCycles("sparse/idle", new Bar(1.1), few, Spinning.Sparse(100_000))];
        });
        yield return Shape.OfCycles("spawn-sweep", new Bar(5.0, Bytes: 250), Spinning.SpawnAndSweep);
    }

    private static IEnumerable<Shape> TimerCounts()
    {
        foreach (int count in (int[])[1, 100, 10_000, 1_000_000])
        {
            yield return Shape.OfWork(
                $"timers/{count}",
                "firing",
                1,
                new Bar(count == 10_000 ? 1.0 : null),
                () => Timers.Queue(count),
                () => Timers.Engine(count));
        }
    }

    private static IEnumerable<Shape> WindowKinds()
    {
        yield return Of("moments", 8.0, Windows.MomentsByHand, Windows.Moments);
        yield return Of("extremes", 8.0, Windows.ExtremesByHand, Windows.Extremes);
        yield return Of("median", bar: null, Windows.MedianByHand, Windows.Median);

        static Shape Of(string name, double? bar, Func<Contender> floor, Func<Contender> engine) =>
            Shape.OfWork($"window/{name}", "sample", Windows.Sensors, new Bar(bar), floor, engine);
    }

    private static string Suffix(NodeStyle style) => style == NodeStyle.Derived ? "derived" : "lambda";
}
