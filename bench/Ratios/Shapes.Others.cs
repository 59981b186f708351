namespace Spaxiom.Graph.Bench;

/// <content>Shapes beyond the cycle: other threads, recorded sources, building, the host's clock.</content>
internal static partial class Shapes
{
    private const int Laps = 7;
    private const int SignalsPerLap = 1_000;
    private const int FiringsPerLap = 200;

    private static IEnumerable<Shape> Others() =>
        [.. ChannelModes(), .. Wakes(), .. Replays(), .. Builds(), .. Latenesses()];

    private static IEnumerable<Shape> ChannelModes()
    {
        const int WarmCycles = 10_000;
        const double CycleNs = 100;
        foreach (int producers in (int[])[1, 4])
        {
            foreach (Delivery delivery in Enum.GetValues<Delivery>())
            {
                yield return Shape.OfRuns(
                    $"channel/{producers}/{delivery.ToString().ToLowerInvariant()}",
                    "item",
                    Channels.ItemsPerRound,
                    Bar.NoBytes,
                    () =>
                    {
                        Contender steady = Channels.SteadyCycles(delivery);
                        steady.Run(WarmCycles);
                        return Shape.BytesPerRound(steady, CycleNs);
                    },
                    () => Channels.Standard(producers, delivery),
                    () => Channels.Engine(producers, delivery));
            }
        }
    }

    private static IEnumerable<Shape> Wakes()
    {
        yield return Of("wake/spin", 2.0, "bare flag", Wake.Flag, () => Wake.Engine(ExecutionMode.Spin));
        yield return Of("wake/park", 1.3, "bare event", Wake.Event, () => Wake.Engine(ExecutionMode.Park));

        static Shape Of(string name, double bar, string floorName, Func<Wake> floor, Func<Wake> engine) =>
            new(name, HasBar: true, () =>
            {
                Wake bare = floor(), graph = engine();
                return Latency.Rows(
                    name,
                    "wake-up",
                    new Bar(bar),
                    Laps,
                    floorName,
                    () => bare.Lap(SignalsPerLap),
                    () => graph.Lap(SignalsPerLap),
                    50,
                    99,
                    99.9);
            });
    }

    private static IEnumerable<Shape> Replays()
    {
        foreach (int sources in (int[])[1, 4, 16])
        {
            yield return Shape.OfRuns(
                $"replay/{sources}",
                "event",
                Replay.Events,
                new Bar(sources == 4 ? 3.0 : null),
                () => Replay.BytesPerEvent(sources),
                () => Replay.Merge(sources),
                () => Replay.Engine(sources));
        }
    }

    private static IEnumerable<Shape> Builds()
    {
        const int Nodes = 100_000;
        foreach (NodeStyle style in (NodeStyle[])[NodeStyle.Derived, NodeStyle.Lambda])
        {
            yield return Shape.OfRuns(
                $"build/{Nodes}/{Suffix(style)}",
                "node",
                Nodes,
                Bar.None,
                () => Shape.BytesPerRound(Building.Engine(Nodes, style), double.MaxValue) / Nodes,
                () => Building.Closures(Nodes),
                () => Building.Engine(Nodes, style));
        }
    }

    private static IEnumerable<Shape> Latenesses()
    {
        yield return Of("lateness/spin", ExecutionMode.Spin, "clock loop", Lateness.LoopLap);
        yield return Of("lateness/park", ExecutionMode.Park, "timed wait", Lateness.WaitLap);

        static Shape Of(string name, ExecutionMode mode, string floorName, Func<int, double[]> floor) =>
            new(name, HasBar: false, () => Latency.Rows(
                name,
                "firing",
                Bar.None,
                Laps,
                floorName,
                () => floor(FiringsPerLap),
                () => Lateness.EngineLap(mode, FiringsPerLap),
                50,
                99));
    }
}
