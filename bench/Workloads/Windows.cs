namespace Spaxiom.Graph.Bench;

/// <summary>
/// Sensors polled at 10 Hz by one tick, and statistics of the last 3,000 samples of each. In each round every sensor
/// brings a sample, and one leaves every window.
/// </summary>
internal static class Windows
{
    /// <summary>How many sensors there are.</summary>
    internal const int Sensors = 100;

    /// <summary>How many samples a window holds once it is full.</summary>
    internal const int Samples = 3_000;

    private const long PeriodNs = 100_000_000;
    private const double Scale = 1_000;

    private static readonly TimeSpan s_period = TimeSpan.FromTicks(PeriodNs / 100);
    private static readonly TimeSpan s_length = Samples * s_period;

    /// <summary>
    /// What one would write by hand: a ring, a sum and a sum of squares, added to and subtracted from.
    /// </summary>
    internal static Contender MomentsByHand() => ByHand("ring, sums", () => new HandMoments());

    internal static Contender Moments() => Engine(window => [window.Mean(), window.Variance()]);

    /// <summary>What one would write by hand: a ring, and two queues without what cannot become the extreme.</summary>
    internal static Contender ExtremesByHand() => ByHand("ring, queues", () => new HandExtremes());

    internal static Contender Extremes() => Engine(window => [window.Min(), window.Max()]);

    /// <summary>What one would write by hand: a ring, and the values in a sorted list.</summary>
    internal static Contender MedianByHand() => ByHand("ring, sorted list", () => new HandMedian());

    internal static Contender Median() => Engine(window => [window.Median()]);

    private static Contender ByHand<THand>(string name, Func<THand> create)
        where THand : HandWindow
    {
        THand[] windows = [.. Enumerable.Range(0, Sensors).Select(_ => create())];
        ulong[] states = [.. Enumerable.Range(0, Sensors).Select(i => (ulong)i)];
        long now = 0;
        double total = 0;
        return new Contender(name, rounds =>
        {
            for (int i = 0; i < rounds; i++)
            {
                now += PeriodNs;
                for (int sensor = 0; sensor < Sensors; sensor++)
                    total += windows[sensor].Take(now, NextValue(ref states[sensor]));
            }

            return (long)(total * Scale);
        });
    }

    private static Contender Engine(Func<SampleWindow, Node<double?>[]> statistics)
    {
        var graph = new HeldGraph();
        var tick = graph.Executor.Add(new TickNode());
        Node<double?>[] nodes =
        [
            .. Enumerable.Range(0, Sensors).SelectMany(i =>
                statistics(graph.Executor.Add(new PolledNode(tick, (ulong)i)).Window(s_length))),
        ];
        double total = 0;
        return new Contender("engine", rounds =>
        {
            for (int i = 0; i < rounds; i++)
            {
                graph.RunNextTimer();
                foreach (Node<double?> node in nodes) total += node.Value.GetValueOrDefault();
            }

            return (long)(total * Scale);
        });
    }

    private static double NextValue(ref ulong state) => 20 + (SeededRandom.NextInt32(ref state, 4_096) / 256.0);

    private sealed class TickNode : Node<long>, ITick
    {
        public Node Node => this;

        public Instant Next { get; private set; }

        protected override void OnInit(Executor executor) => executor.ScheduleAt(this, Next = executor.Now + s_period);

        protected override Control OnCycle(in CycleContext context)
        {
            State++;
            context.ScheduleAt(Next = context.Now + s_period);
            return Control.Broadcast;
        }
    }

    private sealed class PolledNode : Node<double>, IPolled
    {
        private ulong _state; // of the generator

        internal PolledNode(TickNode tick, ulong state)
        {
            (Tick, _state) = (tick, state);
            TriggeredBy(tick);
        }

        public double? SampleRate => 10;

        public ITick Tick { get; }

        protected override Control OnCycle(in CycleContext context)
        {
            State = NextValue(ref _state);
            return Control.Broadcast;
        }
    }

    /// <summary>The samples of the last 300 s and their times.</summary>
    private abstract class HandWindow
    {
        private const int Slots = 4_096;

        private readonly (long Time, double Value)[] _items = new (long, double)[Slots];

        private protected long First { get; private set; }

        private protected long End { get; private set; }

        internal abstract double Take(long now, double value);

        private protected bool TryExpire(long now, out double value)
        {
            ref (long Time, double Value) oldest = ref _items[First & (Slots - 1)];
            value = oldest.Value;
            if (First == End || oldest.Time > now - (Samples * PeriodNs)) return false;
            First++;
            return true;
        }

        private protected void Add(long now, double value) => _items[End++ & (Slots - 1)] = (now, value);
    }

    private sealed class HandMoments : HandWindow
    {
        private double _sum;
        private double _squares;

        internal override double Take(long now, double value)
        {
            while (TryExpire(now, out double old)) (_sum, _squares) = (_sum - old, _squares - (old * old));
            Add(now, value);
            (_sum, _squares) = (_sum + value, _squares + (value * value));
            double count = End - First;
            double mean = _sum / count;
            return mean + (count < 2 ? 0 : (_squares - (_sum * mean)) / (count - 1));
        }
    }

    private sealed class HandExtremes : HandWindow
    {
        private readonly HandQueue _lowest = new(), _highest = new(); // of values and of their opposites

        internal override double Take(long now, double value)
        {
            while (TryExpire(now, out _))
            {
            }

            Add(now, value);
            return _lowest.Lowest(End, value, First) - _highest.Lowest(End, -value, First);
        }
    }

    private sealed class HandMedian : HandWindow
    {
        private readonly List<double> _sorted = new(Samples + 1);

        internal override double Take(long now, double value)
        {
            while (TryExpire(now, out double old)) _sorted.RemoveAt(_sorted.BinarySearch(old));
            Add(now, value);
            int place = _sorted.BinarySearch(value);
            _sorted.Insert(place < 0 ? ~place : place, value);
            return (_sorted[(_sorted.Count - 1) / 2] + _sorted[_sorted.Count / 2]) / 2;
        }
    }

    /// <summary>The samples that may still become the lowest, the lowest first.</summary>
    private sealed class HandQueue
    {
        private const int Slots = 4_096;

        private readonly (long Number, double Value)[] _items = new (long, double)[Slots];
        private long _first;
        private long _end;

        internal double Lowest(long number, double value, long oldest)
        {
            while (_end > _first && value <= _items[(_end - 1) & (Slots - 1)].Value) _end--;
            _items[_end++ & (Slots - 1)] = (number, value);
            while (_items[_first & (Slots - 1)].Number <= oldest) _first++;
            return _items[_first & (Slots - 1)].Value;
        }
    }
}
