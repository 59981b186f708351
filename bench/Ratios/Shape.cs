namespace Spaxiom.Graph.Bench;

/// <summary>Something to measure, in a process of its own.</summary>
/// <param name="Name">A path: <c>--only chain/1000</c> means all that begin with it.</param>
/// <param name="HasBar">Whether a row of it has a ratio to meet.</param>
/// <param name="Measure">Builds, warms up, measures.</param>
internal sealed record Shape(string Name, bool HasBar, Func<IReadOnlyList<Row>> Measure)
{
    private const int CheckedRounds = 3;

    /// <summary>Whether the name is, or begins with, what was asked for.</summary>
    internal bool IsNamed(string only) => Name == only || Name.StartsWith(only + '/', StringComparison.Ordinal);

    /// <summary>A shape in which the floor does the same work as the engine, and both must give the same answer.</summary>
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
            Contender[] pair = [floor(), engine()];
            CheckAnswers(pair);
            Row row = Time(name, per, units, bar, pair[0], pair[1]);
            var timed = new List<Row.Peer>();
            foreach (Func<Contender> peer in peers)
            {
                CheckAnswers([floor(), peer()]);
                Contender contender = peer();
                timed.Add(new Row.Peer(contender.Name, Statistics.Median(Race.Run(contender)[0]) / units));
            }

            return [row with { Peers = timed }];
        });

    /// <summary>A shape that is bound by the clock: its floor is one read of it for each round.</summary>
    /// <param name="name">The shape's name.</param>
    /// <param name="bar">What the row must not exceed.</param>
    /// <param name="engine">Makes the engine's graph.</param>
    internal static Shape OfCycles(string name, Bar bar, Func<Contender> engine) =>
        new(name, bar.Ratio is not null, () => [Time(name, "cycle", 1, bar, Spinning.ClockReads(), engine())]);

    /// <summary>Races a floor against an engine.</summary>
    internal static Row Time(string name, string per, int units, Bar bar, Contender floor, Contender engine)
    {
        double[][] laps = Race.Run(floor, engine);
        int rounds = Math.Max(1, (int)(1_000_000 / Statistics.Median(laps[1])));
        return new Row
        {
            Name = name,
            Per = per,
            EngineNs = Statistics.Median(laps[1]) / units,
            Floor = floor.Name,
            FloorNs = laps[0][0] / units,
            BytesPerCycle = Race.BytesPerRound(engine, rounds),
            Bar = bar,
        };
    }

    private static void CheckAnswers(Contender[] contenders)
    {
        long[] answers = [.. contenders.Select(contender => contender.Run(CheckedRounds))];
        for (int i = 1; i < answers.Length; i++)
        {
            if (answers[i] == answers[0]) continue;
            throw new InvalidOperationException(
                $"After {CheckedRounds} rounds '{contenders[i].Name}' answers {answers[i]}, but '{contenders[0].Name}' "
                + $"answers {answers[0]}: they do not do the same work, so their times say nothing. Mend the workload.");
        }
    }
}
