namespace Spaxiom.Graph.Bench;

/// <summary>Many timers in virtual time; each that fires is set again, 1 to 1000 whole microseconds ahead.</summary>
internal static class Timers
{
    private const int MaxAheadUs = 1_000;

    /// <summary>What the standard library has: take the earliest out, put its successor in.</summary>
    internal static Contender Queue(int count)
    {
        var queue = new PriorityQueue<int, long>(count);
        ulong[] delays = new ulong[count]; // the states of generators: objects would be one more miss of the cache
        for (int i = 0; i < count; i++)
        {
            delays[i] = (ulong)i;
            queue.Enqueue(i, NextTicks(ref delays[i]));
        }

        return new Contender("PriorityQueue", rounds =>
        {
            long now = 0;
            for (int i = 0; i < rounds; i++)
            {
                queue.TryDequeue(out int timer, out now);
                queue.Enqueue(timer, now + NextTicks(ref delays[timer]));
            }

            return now;
        });
    }

    internal static Contender Engine(int count)
    {
        var graph = new HeldGraph();
        var firings = new Firings();
        for (int i = 0; i < count; i++) graph.Executor.Add(new RearmingNode((ulong)i, firings));
        return new Contender("engine", rounds =>
        {
            firings.Target += rounds;
            while (firings.Count < firings.Target) graph.RunNextTimer();
            return (graph.Executor.Now - Instant.Epoch).Ticks;
        });
    }

    private static long NextTicks(ref ulong delay) =>
        (SeededRandom.NextInt32(ref delay, MaxAheadUs) + 1) * TimeSpan.TicksPerMicrosecond;

    /// <summary>
    /// How many timers have fired. The last instant may bring more than were asked for: they count for the next lap.
    /// </summary>
    private sealed class Firings
    {
        internal long Count;
        internal long Target;
    }

    private sealed class RearmingNode : Node<int>
    {
        private readonly Firings _firings;
        private ulong _delay; // the state of its generator

        internal RearmingNode(ulong delay, Firings firings) => (_delay, _firings) = (delay, firings);

        protected override void OnInit(Executor executor) =>
            executor.ScheduleAt(this, executor.Now + TimeSpan.FromTicks(NextTicks(ref _delay)));

        protected override Control OnCycle(in CycleContext context)
        {
            _firings.Count++;
            context.ScheduleAfter(TimeSpan.FromTicks(NextTicks(ref _delay)));
            return Control.Unchanged;
        }
    }
}
