namespace Spaxiom.Graph.Bench;

/// <summary>Something to measure, in a process of its own.</summary>
/// <param name="Name">A path: <c>--only chain/1000</c> means all that begin with it.</param>
/// <param name="HasBar">Whether a row of it has a ratio to meet.</param>
/// <param name="Measure">Builds, warms up, measures.</param>
internal sealed record Shape(string Name, bool HasBar, Func<IReadOnlyList<Row>> Measure)
{
    private const int CheckedRounds = 3;
    private const double CountedNs = 1_000_000; // of rounds whose allocation is counted

    /// <summary>Whether the name is, or begins with, what was asked for.</summary>
    internal bool IsNamed(string only) => Name == only || Name.StartsWith(only + '/', StringComparison.Ordinal);

    /// <summary>
    /// A shape in which the floor does the same work as the engine, and both must give the same answer.
    /// </summary>
    /// <param name="name">The shape's name.</param>
    /// <param name="per">What the times are divided by.</param>
    /// <param name="units">How many of these one round has.</param>
    /// <param name="bar">What the row must not exceed.</param>
    /// <param name="floor">Makes the floor.</param>
    /// <param name="engine">Makes the engine's graph.</param>
    /// <param name="peers">Make the peers; timed after the others, because their threads would disturb them.</param>
    internal static Shape OfWork(
        string name,
        string per,
        int units,
        Bar bar,
        Func<Contender> floor,
        Func<Contender> engine,
        params Func<Contender>[] peers) => new(name, bar.Ratio is not null, () =>
        {
            Contender timed = engine();
            Row row = TimeChecked(name, per, units, bar, floor(), timed);
            row = row with { BytesPerCycle = BytesPerRound(timed, row.EngineNs * units) };
            return [row with { Peers = [.. peers.Select(peer => TimePeer(peer, floor, units))] }];
        });

    /// <summary>
    /// A shape whose rounds build or start something, so that what a cycle allocates is found apart from them.
    /// </summary>
    /// <param name="name">The shape's name.</param>
    /// <param name="per">What the times and the bytes are divided by.</param>
    /// <param name="units">How many of these one round has.</param>
    /// <param name="bar">What the row must not exceed.</param>
    /// <param name="bytes">Finds what is allocated, once all is warm.</param>
    /// <param name="floor">Makes the floor.</param>
    /// <param name="engine">Makes the engine's graph.</param>
    internal static Shape OfRuns(
        string name,
        string per,
        int units,
        Bar bar,
        Func<double> bytes,
        Func<Contender> floor,
        Func<Contender> engine) => new(name, bar.Ratio is not null, () =>
        {
            Row row = TimeChecked(name, per, units, bar, floor(), engine());
            return [row with { BytesPerCycle = bytes() }];
        });

    /// <summary>A shape that is bound by the clock: its floor is one read of it for each round.</summary>
    /// <param name="name">The shape's name.</param>
    /// <param name="bar">What the row must not exceed.</param>
    /// <param name="engine">Makes the engine's graph.</param>
    internal static Shape OfCycles(string name, Bar bar, Func<Contender> engine) =>
        new(name, bar.Ratio is not null, () => [TimeCycles(name, bar, Spinning.ClockReads(), engine())]);

    /// <summary>Races cycles against something else, and counts what they allocate.</summary>
    internal static Row TimeCycles(string name, Bar bar, Contender floor, Contender engine)
    {
        Row row = Time(name, "cycle", 1, bar, floor, engine);
        return row with { BytesPerCycle = BytesPerRound(engine, row.EngineNs) };
    }

    /// <summary>Bytes that a round of a warm contender allocates on this thread.</summary>
    /// <param name="contender">What to run.</param>
    /// <param name="roundNs">About how long a round takes, in nanoseconds.</param>
    internal static double BytesPerRound(Contender contender, double roundNs)
    {
        int rounds = Math.Max(1, (int)(CountedNs / roundNs));
        long before = GC.GetAllocatedBytesForCurrentThread();
        contender.Run(rounds);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)rounds;
    }

    /// <summary>Races an engine against a floor that need not do the same.</summary>
    internal static Row Time(string name, string per, int units, Bar bar, Contender floor, Contender engine)
    {
        double[][] laps = Race.Run(floor, engine);
        return new Row
        {
            Name = name,
            Per = per,
            EngineNs = Statistics.Median(laps[1]) / units,
            Floor = floor.Name,
            FloorNs = laps[0][0] / units,
            Bar = bar,
        };
    }

    private static Row TimeChecked(string name, string per, int units, Bar bar, Contender floor, Contender engine)
    {
        CheckAnswers(floor, engine);
        return Time(name, per, units, bar, floor, engine);
    }

    private static Row.Peer TimePeer(Func<Contender> make, Func<Contender> floor, int units)
    {
        Contender peer = make();
        CheckAnswers(floor(), peer);
        return new Row.Peer(peer.Name, Statistics.Median(Race.Run(peer)[0]) / units);
    }

    private static void CheckAnswers(Contender floor, Contender other)
    {
        long expected = floor.Run(CheckedRounds), answer = other.Run(CheckedRounds);
        if (answer == expected) return;
        throw new InvalidOperationException(
            $"After {CheckedRounds} rounds '{other.Name}' answers {answer}, but '{floor.Name}' answers {expected}: "
            + "they do not do the same work, so their times say nothing. Mend the workload.");
    }
}
