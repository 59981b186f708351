namespace Spaxiom.Graph.Bench;

/// <summary>
/// Recorded sources merged by time into three nodes: the sum of the newest values, a correction, a running hash.
/// </summary>
internal static class Replay
{
    internal const int Events = 20_000; // of all sources together

    private const int MeanStepUs = 10;
    private const int Correction = 5;
    private const int HashFactor = 31;
    private const int MaxValue = 1_000;

    /// <summary>
    /// The floor: takes the earliest event of any source, and whatever else has the same time, by a loop over the
    /// heads.
    /// </summary>
    internal static Contender Merge(int sources)
    {
        IEnumerable<Timestamped<int>>[] recorded = Record(sources, Events);
        return new Contender("k-way merge", rounds =>
        {
            int hash = 0;
            for (int i = 0; i < rounds; i++) hash = MergeOnce(recorded);
            return hash;
        });
    }

    internal static Contender Engine(int sources)
    {
        IEnumerable<Timestamped<int>>[] recorded = Record(sources, Events);
        return new Contender("engine", rounds =>
        {
            int hash = 0;
            for (int i = 0; i < rounds; i++) hash = ReplayOnce(recorded);
            return hash;
        });
    }

    /// <summary>Bytes that a longer run allocates beyond a shorter one, for each event more.</summary>
    internal static double BytesPerEvent(int sources)
    {
        IEnumerable<Timestamped<int>>[] shorter = Record(sources, Events / 2), longer = Record(sources, Events);
        return (BytesOf(longer) - BytesOf(shorter)) / (double)(Events - (Events / 2));
    }

    private static long BytesOf(IEnumerable<Timestamped<int>>[] recorded)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReplayOnce(recorded);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Timestamped<int>[][] Record(int sources, int events)
    {
        var random = new SeededRandom((ulong)sources);
        var recorded = new Timestamped<int>[sources][];
        for (int source = 0; source < sources; source++)
        {
            Instant time = Instant.Epoch;
            recorded[source] = new Timestamped<int>[events / sources];
            for (int i = 0; i < events / sources; i++)
            {
                time += TimeSpan.FromMicroseconds(1 + random.NextInt32(2 * MeanStepUs * sources));
                recorded[source][i] = new Timestamped<int>(time, random.NextInt32(MaxValue));
            }
        }

        return recorded;
    }

    private static int MergeOnce(IEnumerable<Timestamped<int>>[] recorded)
    {
        IEnumerator<Timestamped<int>>[] readers = [.. recorded.Select(source => source.GetEnumerator())];
        Instant[] next = [.. readers.Select(reader => reader.MoveNext() ? reader.Current.Time : Instant.MaxValue)];
        int[] newest = new int[readers.Length];
        int hash = 0;
        while (true)
        {
            Instant now = Instant.MaxValue;
            foreach (Instant time in next)
            {
                if (time < now) now = time;
            }

            if (now == Instant.MaxValue) return hash;
            for (int i = 0; i < next.Length; i++)
            {
                if (next[i] != now) continue;
                newest[i] = readers[i].Current.Value;
                next[i] = readers[i].MoveNext() ? readers[i].Current.Time : Instant.MaxValue;
            }

            int sum = 0;
            foreach (int value in newest) sum += value;
            hash = (hash * HashFactor) + sum + Correction;
        }
    }

    private static int ReplayOnce(IEnumerable<Timestamped<int>>[] recorded)
    {
        using var runtime = new HistoricalRuntime(Instant.Epoch);
        var inputs = new Node<int>[recorded.Length];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = runtime.AddSource($"source {i}", recorded[i], initial: 0);
        SumNode sum = runtime.Executor.Add(new SumNode(inputs));
        AddNode corrected = runtime.Executor.Add(new AddNode(sum, Correction));
        HashNode hash = runtime.Executor.Add(new HashNode(corrected));
        runtime.Run();
        return hash.Value;
    }

    private sealed class HashNode : Node<int>
    {
        private readonly Node<int> _parent;

        internal HashNode(Node<int> parent)
        {
            _parent = parent;
            TriggeredBy(parent);
        }

        protected override Control OnCycle(in CycleContext context)
        {
            State = (State * HashFactor) + _parent.Value;
            return Control.Broadcast;
        }
    }
}
